import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { Context } from "../context.ts";
import { inTenant } from "../store/in-tenant.ts";
import { listTenants } from "./list-tenants.ts";
import { sealFor, unsealFor } from "./tenant-secrets.ts";

/** Everything we know about a connection, its secrets in the clear: lives in memory only. */
export interface TenantRecord extends TenantFacts {
  id: string;
  key: string;
  hookKey: string;
}

/** The part of a record that connecting again may change. */
export interface TenantFacts {
  name: string;
  chatwootVersion: string | null;
  token: string;
  hookSecret: string | null;
  allowUnsigned: boolean;
  webhookId: number | null;
  dashboardAppId: number | null;
}

interface Row {
  id: string;
  key: string;
  name: string;
  chatwoot_url: string;
  account_id: number;
  chatwoot_version: string | null;
  chatwoot_token: Buffer;
  hook_key: string;
  hook_secret: Buffer | null;
  allow_unsigned: boolean;
  webhook_id: number | null;
  dashboard_app_id: number | null;
}

type Store = Pick<Context, "config" | "db">;
type Account = { chatwootUrl: string; accountId: number };

/** The record of an account that is connected already. */
export async function findTenantRecord(ctx: Store, { chatwootUrl, accountId }: Account): Promise<TenantRecord | null> {
  const tenant = (await listTenants(ctx)).find((t) => t.chatwootUrl === chatwootUrl && t.accountId === accountId);
  if (!tenant) return null;
  const row = await inTenant(ctx.db, tenant.id, (tx) => tx<Row>("tenants").where({ id: tenant.id }).first());
  return row ? toRecord(ctx, row) : null;
}

/** Makes the record of an account. Of two who do so at once, both get the same one. */
export async function createTenantRecord(
  ctx: Store,
  account: Account,
  facts: Pick<TenantFacts, "name" | "chatwootVersion" | "token" | "allowUnsigned">,
): Promise<TenantRecord> {
  const id = uuidv7();
  await inTenant(ctx.db, id, (tx) =>
    tx<Row>("tenants")
      .insert({
        id,
        key: unguessable(),
        name: facts.name,
        chatwoot_url: account.chatwootUrl,
        account_id: account.accountId,
        chatwoot_version: facts.chatwootVersion,
        chatwoot_token: sealFor(ctx.config, "chatwoot-token", id, facts.token),
        hook_key: unguessable(),
        allow_unsigned: facts.allowUnsigned,
      })
      .onConflict(["chatwoot_url", "account_id"])
      .ignore(),
  );
  const record = await findTenantRecord(ctx, account);
  if (!record) throw new Error("A tenant vanished while it was being connected.");
  return record;
}

/** Writes what differs; says whether anything did. */
export async function updateTenantRecord(
  ctx: Store,
  record: TenantRecord,
  facts: Partial<TenantFacts>,
): Promise<"update" | "keep"> {
  const changes = toRow(ctx, record.id, changedFacts(record, facts));
  if (Object.keys(changes).length === 0) return "keep";
  await inTenant(ctx.db, record.id, (tx) => tx<Row>("tenants").where({ id: record.id }).update(changes));
  return "update";
}

export function changedFacts(record: TenantRecord, facts: Partial<TenantFacts>): Partial<TenantFacts> {
  const names = Object.keys(facts) as (keyof TenantFacts)[];
  return Object.fromEntries(names.filter((name) => facts[name] !== record[name]).map((name) => [name, facts[name]]));
}

function toRow({ config }: Store, id: string, facts: Partial<TenantFacts>): Partial<Row> {
  const { name, chatwootVersion, token, hookSecret, allowUnsigned, webhookId, dashboardAppId } = facts;
  return {
    ...(name !== undefined && { name }),
    ...(chatwootVersion !== undefined && { chatwoot_version: chatwootVersion }),
    ...(token !== undefined && { chatwoot_token: sealFor(config, "chatwoot-token", id, token) }),
    ...(hookSecret !== undefined && {
      hook_secret: hookSecret === null ? null : sealFor(config, "hook-secret", id, hookSecret),
    }),
    ...(allowUnsigned !== undefined && { allow_unsigned: allowUnsigned }),
    ...(webhookId !== undefined && { webhook_id: webhookId }),
    ...(dashboardAppId !== undefined && { dashboard_app_id: dashboardAppId }),
  };
}

function toRecord({ config }: Store, row: Row): TenantRecord {
  return {
    id: row.id,
    key: row.key,
    hookKey: row.hook_key,
    name: row.name,
    chatwootVersion: row.chatwoot_version,
    token: unsealFor(config, "chatwoot-token", row.id, row.chatwoot_token),
    hookSecret: row.hook_secret && unsealFor(config, "hook-secret", row.id, row.hook_secret),
    allowUnsigned: row.allow_unsigned,
    webhookId: row.webhook_id,
    dashboardAppId: row.dashboard_app_id,
  };
}

/** 144 bits in 24 characters. */
const unguessable = () => randomBytes(18).toString("base64url");
