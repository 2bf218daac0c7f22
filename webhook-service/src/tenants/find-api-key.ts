import type { Context } from "../context.ts";
import { hashSecret } from "../sign-in/secret-token.ts";
import { inTenant } from "../store/in-tenant.ts";
import { type Tenant, type TenantRow, toTenant } from "./find-tenant.ts";

export interface ApiKey {
  id: string;
  name: string;
  tenant: Tenant;
}

interface Row extends TenantRow {
  api_key_id: string;
  api_key_name: string;
}

/** Whose key this is; undefined where nobody's, or revoked. When it was last used is noted to the minute. */
export async function findApiKey({ db, now }: Pick<Context, "db" | "now">, key: string): Promise<ApiKey | undefined> {
  if (!/^pp_[\w-]{43}$/.test(key)) return undefined;
  const { rows } = await db.raw<{ rows: Row[] }>("select * from find_api_key(?)", [hashSecret(key)]);
  const [row] = rows;
  if (!row) return undefined;
  await noteUse(db, row, now());
  return { id: row.api_key_id, name: row.api_key_name, tenant: toTenant(row) };
}

async function noteUse(db: Context["db"], row: Row, at: Date) {
  const aMinuteAgo = new Date(at.getTime() - 60_000);
  await inTenant(db, row.tenant_id, (tx) =>
    tx("api_keys")
      .where({ id: row.api_key_id })
      .where((used) => used.whereNull("last_used_at").orWhere("last_used_at", "<", aMinuteAgo))
      .update({ last_used_at: at }),
  );
}
