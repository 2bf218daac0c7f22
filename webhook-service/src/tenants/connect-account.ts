import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { inTenant } from "../store/in-tenant.ts";
import { type TenantAddresses, tenantAddresses } from "./addresses.ts";
import { chatwootOrigin } from "./chatwoot-origin.ts";
import { signsWebhooks } from "./chatwoot-version.ts";
import { type CheckedAccount, checkAccount, explainRefusals } from "./check-account.ts";
import { ourDashboardApp } from "./our-dashboard-app.ts";
import { ourWebhook } from "./our-webhook.ts";
import { type Step, settle, stepTowards } from "./settle.ts";
import {
  changedFacts,
  createTenantRecord,
  findTenantRecord,
  type TenantRecord,
  updateTenantRecord,
} from "./tenant-record.ts";

export interface ConnectAccountInput {
  chatwootUrl: string;
  accountId: number;
  /** Of an administrator of that account; we keep it, encrypted, and act by it. */
  token: string;
  /** Accept deliveries without a signature from a Chatwoot that can't sign: whoever knows the hook address can forge. */
  allowUnsigned?: boolean;
  /** Check and plan, write nothing. */
  dryRun?: boolean;
}

export interface ConnectedAccount {
  /** null: a dry run, and the account is not connected yet. */
  tenant: { id: string; key: string; addresses: TenantAddresses } | null;
  name: string;
  chatwootUrl: string;
  accountId: number;
  chatwootVersion: string;
  /** Whether deliveries must be signed from now on. */
  signed: boolean;
  /** What was, or in a dry run would be, done about each part. */
  steps: { tenant: Step; webhook: Step; dashboardApp: Step };
}

/**
 * Connects a Chatwoot account, or renews its connection: the tenant with its secrets, the webhook, the dashboard app, the
 * inboxes. Reads and checks everything first, so that what is wrong stops it before anything is written; may be repeated
 * at any time and after any failure.
 */
export async function connectAccount(ctx: Context, input: ConnectAccountInput): Promise<ConnectedAccount> {
  const address = { ...input, chatwootUrl: chatwootOrigin(input.chatwootUrl), token: input.token.trim() };
  const account = await checkAccount(ctx, address);
  const known = await findTenantRecord(ctx, address);
  const signed = signsWebhooks(account.version);
  const allowUnsigned = !signed && (input.allowUnsigned === true || known?.allowUnsigned === true);
  if (!signed && !allowUnsigned) throw needsConsent(account.version);

  const facts = { name: account.name, chatwootVersion: account.version, token: address.token, allowUnsigned };
  const result = {
    name: account.name,
    chatwootUrl: address.chatwootUrl,
    accountId: address.accountId,
    chatwootVersion: account.version,
    signed,
    steps: planSteps(ctx, account, known, facts),
  };
  if (input.dryRun) return { ...result, tenant: known && tenantOf(ctx, known) };

  const record = known ?? (await createTenantRecord(ctx, address, facts));
  await updateTenantRecord(ctx, record, facts);
  await explainRefusals(address.accountId, () => writeConnection(ctx, account, record, signed));
  return { ...result, tenant: tenantOf(ctx, record) };
}

function planSteps(
  { config }: Context,
  { client, webhooks, dashboardApps }: CheckedAccount,
  known: TenantRecord | null,
  facts: Parameters<typeof changedFacts>[1],
): ConnectedAccount["steps"] {
  if (!known) return { tenant: "create", webhook: "create", dashboardApp: "create" };
  return {
    tenant: Object.keys(changedFacts(known, facts)).length === 0 ? "keep" : "update",
    webhook: stepTowards(ourWebhook(client, config, known.hookKey), webhooks),
    dashboardApp: stepTowards(ourDashboardApp(client, config, known.key), dashboardApps),
  };
}

async function writeConnection(ctx: Context, account: CheckedAccount, record: TenantRecord, signed: boolean) {
  const { client, inboxes } = account;
  const webhook = await settle(ourWebhook(client, ctx.config, record.hookKey));
  const hookSecret = webhook.secret ?? null;
  if (signed && !hookSecret) {
    throw new AppError("chatwoot_refused", "Chatwoot made the webhook but does not tell its secret.");
  }
  // At once: until the secret is here, what the new webhook sends is refused, and Chatwoot does not send it again.
  await updateTenantRecord(ctx, record, { hookSecret, webhookId: webhook.id });
  const app = await settle(ourDashboardApp(client, ctx.config, record.key));
  await updateTenantRecord(ctx, record, { dashboardAppId: app.id });
  if (inboxes.length === 0) return;
  const rows = inboxes.map(({ id, name, channelType }) => ({
    tenant_id: record.id,
    id,
    name,
    channel_type: channelType,
  }));
  await inTenant(ctx.db, record.id, (tx) => tx("inboxes").insert(rows).onConflict(["tenant_id", "id"]).merge());
}

function tenantOf({ config }: Context, { id, key, hookKey }: TenantRecord) {
  return { id, key, addresses: tenantAddresses(config, { tenantKey: key, hookKey }) };
}

function needsConsent(version: string): AppError {
  return new AppError(
    "invalid_request",
    `Chatwoot ${version} does not sign its webhooks: update it to 4.11.2 or later, or accept forgeable deliveries explicitly (--allow-unsigned).`,
  );
}
