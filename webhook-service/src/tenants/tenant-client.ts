import { type ChatwootClient, chatwootClient } from "../chatwoot/client.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { inTenant } from "../store/in-tenant.ts";
import { unsealFor } from "./tenant-secrets.ts";

interface Row {
  id: string;
  chatwoot_url: string;
  account_id: number;
  chatwoot_token: Buffer;
}

/** Chatwoot as this tenant's administrator connected it: our own service identity, not an agent's. */
export async function tenantClient(
  { config, db }: Pick<Context, "config" | "db">,
  tenantId: string,
): Promise<ChatwootClient> {
  const row = await inTenant(db, tenantId, (tx) =>
    tx<Row>("tenants").where({ id: tenantId }).first("chatwoot_url", "account_id", "chatwoot_token"),
  );
  if (!row) throw new AppError("tenant_unknown", "This Chatwoot account is not connected any more.");
  const token = unsealFor(config, "chatwoot-token", tenantId, row.chatwoot_token);
  return chatwootClient({ config, url: row.chatwoot_url, accountId: row.account_id, token });
}
