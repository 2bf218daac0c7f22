import type { Context } from "../context.ts";

/** Removes codes, bearers and sessions whose time is over, of all tenants. Called from a timer. */
export async function removeExpiredSessions(ctx: Context): Promise<void> {
  await ctx.db.raw("select remove_expired_sign_ins(?)", [ctx.now()]);
}
