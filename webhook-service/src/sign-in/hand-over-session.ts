import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { inTenant } from "../store/in-tenant.ts";
import { issueRefreshToken } from "./issue-tokens.ts";
import { hashSecret, newSecret } from "./secret-token.ts";
import { sessionEnded } from "./session-ended.ts";

/**
 * Gives the refresh token itself to a browser that refused our cookie, and ends the one that the cookie would have
 * held. Only until the first refresh: from then on a bearer must not be worth more than its ten minutes.
 */
export async function handOverSession(ctx: Context, tenantId: string, sessionId: string): Promise<string> {
  return inTenant(ctx.db, tenantId, async (tx) => {
    const family = newSecret();
    const session = await tx("sessions").where({ id: sessionId }).forUpdate().first("generation");
    if (!session) throw sessionEnded();
    if (session.generation > 0) {
      throw new AppError("forbidden", "This session is refreshed already: its refresh token is not handed out again.");
    }
    await tx("sessions")
      .where({ id: sessionId })
      .update({ family_hash: hashSecret(family) });
    await tx("refresh_tokens").where({ session_id: sessionId }).delete();
    return issueRefreshToken(tx, { tenantId, sessionId, family, generation: 1 });
  });
}
