import type { Context } from "../context.ts";
import { inTenant } from "../store/in-tenant.ts";

/** Ends one session with all of its tokens. */
export async function endSession(ctx: Context, tenantId: string, sessionId: string): Promise<void> {
  await inTenant(ctx.db, tenantId, (tx) => tx("sessions").where({ id: sessionId }).delete());
}

/** Ends every session of somebody who has no place in the account any more. */
export async function endSessionsOf(ctx: Context, tenantId: string, agentId: number): Promise<void> {
  const ended = await inTenant(ctx.db, tenantId, (tx) => tx("sessions").where({ agent_id: agentId }).delete());
  if (ended > 0) ctx.log.info({ tenantId, agentId, ended }, "sessions ended: no longer a member in Chatwoot");
}
