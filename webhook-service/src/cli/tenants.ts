import type { Command } from "commander";
import type { Context } from "../context.ts";
import { panelPath } from "../tenants/addresses.ts";
import type { Tenant } from "../tenants/find-tenant.ts";
import { listTenants } from "../tenants/list-tenants.ts";
import { requireStore } from "./require-store.ts";
import type { WithContext } from "./run.ts";

/** Every connected account with the address of its panel. */
export async function tenants(ctx: Context): Promise<{ items: (Tenant & { panel: string })[] }> {
  await requireStore(ctx);
  const connected = await listTenants(ctx);
  return { items: connected.map((tenant) => ({ ...tenant, panel: ctx.config.publicUrl + panelPath(tenant.key) })) };
}

/** `proppilot tenants`. */
export function addTenantsCommand(program: Command, withContext: WithContext): void {
  program
    .command("tenants")
    .description("lists the Chatwoot accounts that are connected")
    .option("--json", "print one JSON object")
    .action(async ({ json }: { json?: boolean }) => {
      const listed = await withContext(tenants);
      process.stdout.write(json ? `${JSON.stringify(listed)}\n` : describe(listed.items));
    });
}

function describe(items: Awaited<ReturnType<typeof tenants>>["items"]): string {
  if (items.length === 0) return "No Chatwoot account is connected yet: see `npx proppilot install --help`.\n";
  return items.map((t) => `${t.name}  (account ${t.accountId} of ${t.chatwootUrl})\n  ${t.panel}\n`).join("");
}
