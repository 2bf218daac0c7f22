import type { Context } from "../context.ts";
import { type Claim, leaseSeconds } from "./lane.ts";

/** Takes the next lane with waiting deliveries, fair between tenants; null where nothing can be worked on now. */
export async function claimLane(ctx: Context): Promise<Claim | null> {
  const { rows } = await ctx.db.raw<{ rows: { tenant_id: string; lane: string; token: string; claims: number }[] }>(
    "select * from proppilot.claim_lane(make_interval(secs => ?))",
    [leaseSeconds],
  );
  const [row] = rows;
  return row ? { tenantId: row.tenant_id, lane: row.lane, token: row.token, claims: row.claims } : null;
}
