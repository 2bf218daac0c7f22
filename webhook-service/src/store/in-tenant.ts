import type { Db, Tx } from "./connect.ts";
import { appRole } from "./roles.ts";

/**
 * Runs `work` in one transaction that can see one tenant only: the plain role and the tenant are set before anything
 * else (`set_config(…, true)` is `SET LOCAL`), so row-level security holds whoever owns the tables.
 */
export function inTenant<T>(db: Db, tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.raw("select set_config('role', ?, true), set_config('app.tenant', ?, true)", [appRole, tenantId]);
    return work(tx);
  });
}
