import type { Context } from "../context.ts";
import { type Tenant, type TenantRow, toTenant } from "./find-tenant.ts";

/** Every tenant of this installation, in the order in which they were connected. For operators only. */
export async function listTenants({ db }: Pick<Context, "db">): Promise<Tenant[]> {
  const { rows } = await db.raw<{ rows: TenantRow[] }>("select * from list_tenants()");
  return rows.map(toTenant);
}
