import type { Context } from "../context.ts";
import { describeFailure, isStoreUnreachable } from "../errors.ts";
import type { Tx } from "../store/connect.ts";
import { inTenant } from "../store/in-tenant.ts";
import { backoff, batchSize, type Claim, contactOfLane, poisonLimit } from "./lane.ts";
import { lockLanes } from "./lock-contact.ts";
import { releaseLane } from "./release-lane.ts";
import { endDeliveries, headOfLane } from "./waiting-deliveries.ts";
import { NeedsLane, workOff } from "./work-off.ts";

export interface Drained {
  worked: number;
  /** Reads from Chatwoot are owed now. */
  effects: boolean;
}

/**
 * Works off the next deliveries of a claimed lane in one transaction, then gives the lane back. After a failure the lane
 * goes on one delivery at a time and counts each try before it begins, so that a delivery that kills its worker is found.
 */
export async function drainLane(ctx: Context, claim: Claim): Promise<Drained> {
  const careful = claim.claims > 1;
  try {
    if (careful && (await buryPoison(ctx, claim))) return { worked: 1, effects: false };
    return await attempt(ctx, claim, careful ? 1 : batchSize, []);
  } catch (error) {
    ctx.log.warn({ err: error, tenantId: claim.tenantId, claims: claim.claims }, "a lane failed and rests");
    await rest(ctx, claim, error);
    return { worked: 0, effects: false };
  }
}

/** A delivery may concern a second contact (a merge): begun anew with both lanes locked in order. */
async function attempt(ctx: Context, claim: Claim, limit: number, alsoLock: number[]): Promise<Drained> {
  try {
    return await inTenant(ctx.db, claim.tenantId, (tx) => workOff(ctx, tx, claim, limit, alsoLock), {
      repeatable: true,
    });
  } catch (error) {
    if (error instanceof NeedsLane && alsoLock.length < 8) {
      return attempt(ctx, claim, limit, [...alsoLock, error.chatwootId]);
    }
    throw error;
  }
}

/** Counts a try of the lane's first delivery, durably, before it begins. One that was tried too often is dead. */
async function buryPoison(ctx: Context, claim: Claim): Promise<boolean> {
  return inTenant(ctx.db, claim.tenantId, async (tx) => {
    if (!(await isHeld(tx, claim))) return true;
    const head = await headOfLane(tx, claim.tenantId, claim.lane);
    if (!head) {
      await releaseLane(tx, claim);
      return true;
    }
    const entry = { tenant_id: claim.tenantId, lane: claim.lane, seq: head.seq };
    if (head.attempts < poisonLimit) {
      await tx("lane_entries")
        .where(entry)
        .update({ attempts: head.attempts + 1 });
      return false;
    }
    const detail = head.lastError ?? "its worker ended without a word each time";
    const outcome = { delivery: head, state: "dead" as const, reason: "poison", detail };
    await endDeliveries(tx, claim.tenantId, claim.lane, [outcome], ctx.now());
    await releaseLane(tx, claim);
    return true;
  });
}

/** Locks the lane and tells whether the claim is still its latest. */
async function isHeld(tx: Tx, { tenantId, lane, token }: Claim): Promise<boolean> {
  return (await lockLanes(tx, tenantId, [contactOfLane(lane)])).get(lane) === token;
}

async function rest(ctx: Context, claim: Claim, error: unknown): Promise<void> {
  // What the store failed at says nothing against the delivery: its counted try is taken back.
  const counted = isStoreUnreachable(error) ? 1 : 0;
  try {
    await inTenant(ctx.db, claim.tenantId, async (tx) => {
      // Whoever took the lane meanwhile has a try of their own counted at its head.
      if (!(await isHeld(tx, claim))) return;
      if (claim.claims > 1) {
        await tx.raw(
          `update lane_entries set last_error = :failure, attempts = greatest(0, attempts - :counted)
            where (tenant_id, lane, seq) = (select tenant_id, lane, seq from lane_entries
                                             where tenant_id = :tenantId and lane = :lane order by seq limit 1)`,
          { failure: describeFailure(error), counted, tenantId: claim.tenantId, lane: claim.lane },
        );
      }
      await releaseLane(tx, claim, backoff(claim.claims, ctx.random));
    });
  } catch (cause) {
    // The store is away: the lease ends by itself.
    ctx.log.warn({ err: cause }, "a lane could not be given back");
  }
}
