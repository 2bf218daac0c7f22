import type { Db, Tx } from "./connect.ts";
import { appRole } from "./roles.ts";

export interface TransactionOptions {
  /**
   * true: the commit does not wait for the disk. Only for work that is done again where it is lost: an interpretation
   * takes its deliveries out of the lane in the same transaction, so a crash loses both or neither.
   */
  repeatable?: boolean;
}

/**
 * Runs `work` in one transaction that can see one tenant only: the plain role and the tenant are set before anything
 * else (`set_config(…, true)` is `SET LOCAL`), so row-level security holds whoever owns the tables.
 */
export function inTenant<T>(
  db: Db,
  tenantId: string,
  work: (tx: Tx) => Promise<T>,
  { repeatable = false }: TransactionOptions = {},
): Promise<T> {
  return db.transaction(async (tx) => {
    const lazily = repeatable ? ", set_config('synchronous_commit', 'off', true)" : "";
    await tx.raw(`select set_config('role', ?, true), set_config('app.tenant', ?, true)${lazily}`, [appRole, tenantId]);
    return work(tx);
  });
}
