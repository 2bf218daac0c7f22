import type { Tx } from "../store/connect.ts";
import type { Claim } from "./lane.ts";

/** Does this worker still hold the lane? A newer token means that its lease ended and somebody else took over. */
export async function holds(tx: Tx, claim: Claim): Promise<boolean> {
  const where = { tenant_id: claim.tenantId, key: claim.lane, token: claim.token };
  return (await tx("lanes").where(where).forUpdate().first("key")) !== undefined;
}

/** Gives the lane back, within the transaction that did the work. */
export async function release(
  tx: Tx,
  claim: Claim,
  set: { claims?: number; blocked_until?: Date | null },
): Promise<void> {
  const where = { tenant_id: claim.tenantId, key: claim.lane, token: claim.token };
  await tx("lanes")
    .where(where)
    .update({ leased_until: null, blocked_until: null, ...set });
}
