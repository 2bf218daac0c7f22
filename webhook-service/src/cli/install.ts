import { text } from "node:stream/consumers";
import { type Command, InvalidArgumentError } from "commander";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { type ConnectAccountInput, type ConnectedAccount, connectAccount } from "../tenants/connect-account.ts";
import { createApiKey } from "../tenants/create-api-key.ts";
import { requireStore } from "./require-store.ts";
import type { WithContext } from "./run.ts";

export interface InstallOptions extends ConnectAccountInput {
  /** Make a key for scripts, too. */
  apiKey?: boolean;
}

/** Connects an account; `apiKey` is shown this once. */
export async function install(
  ctx: Context,
  { apiKey: wantsApiKey, ...input }: InstallOptions,
): Promise<ConnectedAccount & { apiKey?: string }> {
  await requireStore(ctx);
  const connected = await connectAccount(ctx, input);
  if (!wantsApiKey || input.dryRun || !connected.tenant) return connected;
  return { ...connected, apiKey: await createApiKey(ctx, connected.tenant.id, "install") };
}

interface Flags {
  chatwootUrl: string;
  accountId: number;
  token?: string;
  tokenStdin?: boolean;
  allowUnsigned?: boolean;
  apiKey?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

/** `proppilot install`. */
export function addInstallCommand(program: Command, withContext: WithContext): void {
  program
    .command("install")
    .description("connects a Chatwoot account, or renews its connection")
    .requiredOption("--chatwoot-url <url>", "any address of your Chatwoot")
    .requiredOption("--account-id <id>", "the number after /accounts/ in Chatwoot's addresses", wholeNumber)
    .option("--token <token>", "access token of an administrator, from the profile settings in Chatwoot")
    .option("--token-stdin", "read the token from standard input, which keeps it out of your shell's history")
    .option("--allow-unsigned", "accept forgeable deliveries from a Chatwoot before 4.11.2")
    .option("--api-key", "also make a key for scripts and show it this once")
    .option("--dry-run", "check and tell what would be done")
    .option("--json", "print one JSON object")
    .action(async ({ json, token, tokenStdin, ...options }: Flags) => {
      const secret = tokenStdin ? await text(process.stdin) : token;
      if (!secret)
        throw new AppError("invalid_request", "Give the administrator's token with --token or --token-stdin.");
      const installed = await withContext((ctx) => install(ctx, { ...options, token: secret }));
      process.stdout.write(json ? `${JSON.stringify(installed)}\n` : describeInstallation(installed, options));
    });
}

function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(value);
}

const past = { create: "created", update: "updated", keep: "unchanged" };
const future = { create: "would be created", update: "would be updated", keep: "would stay" };

function describeInstallation(
  { name, chatwootUrl, accountId, chatwootVersion, signed, steps, tenant, apiKey }: Awaited<ReturnType<typeof install>>,
  { dryRun }: { dryRun?: boolean },
): string {
  const verbs = dryRun ? future : past;
  const lines = [
    `${name} (account ${accountId} of ${chatwootUrl}, Chatwoot ${chatwootVersion})`,
    `  connection     ${verbs[steps.tenant]}`,
    `  webhook        ${verbs[steps.webhook]}${signed ? "" : " — UNSIGNED: whoever knows its address can forge deliveries"}`,
    `  dashboard app  ${verbs[steps.dashboardApp]}`,
  ];
  if (tenant) {
    const { hook, panel, signIn } = tenant.addresses;
    lines.push("", `Webhook  ${hook}`, `Panel    ${panel}`, `Sign-in  ${signIn}`);
  }
  if (apiKey) lines.push("", `API key  ${apiKey}   (shown only now)`);
  return `${lines.join("\n")}\n`;
}
