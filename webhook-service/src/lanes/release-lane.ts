import type { Tx } from "../store/connect.ts";
import type { Claim } from "./lane.ts";

/** Gives the lane back: worked off so far, or to rest until a time. Of no effect where somebody else claimed it since. */
export async function releaseLane(tx: Tx, claim: Claim, restUntil: Date | null = null): Promise<void> {
  await tx("lanes")
    .where({ tenant_id: claim.tenantId, key: claim.lane, token: claim.token })
    .update({ leased_until: null, blocked_until: restUntil, ...(restUntil === null && { claims: 0 }) });
}
