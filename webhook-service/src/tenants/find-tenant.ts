import type { Context } from "../context.ts";
import { couldBeKey } from "./could-be-key.ts";

/** One Chatwoot account that is connected to this installation. */
export interface Tenant {
  id: string;
  /** Names the tenant in addresses; proves nothing. */
  key: string;
  name: string;
  /** No trailing slash. */
  chatwootUrl: string;
  accountId: number;
}

/** What the look-up functions of the store answer with (`migrations/0001-foundation.ts`). */
export interface TenantRow {
  tenant_id: string;
  key: string;
  name: string;
  chatwoot_url: string;
  account_id: number;
}

/** The tenant that a panel's or sign-in page's address names. */
export async function findTenant({ db }: Pick<Context, "db">, key: string): Promise<Tenant | null> {
  if (!couldBeKey(key)) return null;
  const { rows } = await db.raw<{ rows: TenantRow[] }>("select * from find_tenant(?)", [key]);
  return rows[0] ? toTenant(rows[0]) : null;
}

export function toTenant(row: TenantRow): Tenant {
  return {
    id: row.tenant_id,
    key: row.key,
    name: row.name,
    chatwootUrl: row.chatwoot_url,
    accountId: row.account_id,
  };
}
