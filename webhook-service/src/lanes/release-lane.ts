import type { Tx } from "../store/connect.ts";
import type { Claim } from "./lane.ts";

/**
 * Gives the lane back: worked off so far, or to rest. Of no effect where somebody else claimed it since.
 * @param restMs how long nobody may claim it, by the clock that claims go by
 */
export async function releaseLane(tx: Tx, claim: Claim, restMs = 0): Promise<void> {
  const rest = { blocked_until: tx.raw("clock_timestamp() + make_interval(secs => ?)", [restMs / 1000]) };
  await tx("lanes")
    .where({ tenant_id: claim.tenantId, key: claim.lane, token: claim.token })
    .update({ leased_until: null, ...(restMs > 0 ? rest : { blocked_until: null, claims: 0 }) });
}
