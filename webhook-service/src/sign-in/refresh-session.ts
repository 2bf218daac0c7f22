import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import type { Tx } from "../store/connect.ts";
import { inTenant } from "../store/in-tenant.ts";
import type { Directories } from "../tenants/directory.ts";
import type { Tenant } from "../tenants/find-tenant.ts";
import { currentMember } from "./current-member.ts";
import { type IssuedTokens, issueTokens } from "./issue-tokens.ts";
import { grace, mayRefresh } from "./may-refresh.ts";
import type { SignedIn } from "./redeem-code.ts";
import { familyOf } from "./refresh-token.ts";
import { hashSecret } from "./secret-token.ts";
import { sessionEnded } from "./session-ended.ts";
import { sessionEnd } from "./session-limits.ts";

interface Family {
  id: string;
  agent_id: number;
  custom_role_id: number | null;
  permissions: string[];
  generation: number;
  started_at: Date;
}

/**
 * Exchanges a refresh token for a new bearer and its successor. The session's row is locked meanwhile, so that rivals
 * judge one after the other; a token that comes back too late ends the session for everybody who holds a part of it.
 */
export async function refreshSession(
  ctx: Context,
  directories: Directories,
  tenant: Tenant,
  refreshToken: string,
): Promise<SignedIn> {
  const family = familyOf(refreshToken);
  const found = family && (await inTenant(ctx.db, tenant.id, (tx) => findFamily(tx, family, ctx.now())));
  if (!found) throw sessionEnded();
  const { agent } = await currentMember(ctx, directories, tenant, {
    id: found.id,
    agentId: found.agent_id,
    customRoleId: found.custom_role_id,
    permissions: found.permissions,
    startedAt: found.started_at,
  });
  const tokens = await inTenant(ctx.db, tenant.id, async (tx): Promise<IssuedTokens | "reused" | undefined> => {
    const now = ctx.now();
    const session = await findFamily(tx, family, now).forUpdate();
    if (!session) return undefined;
    const generation = await useToken(tx, session, refreshToken, now);
    if (generation === undefined) {
      await tx("sessions").where({ id: session.id }).delete();
      return "reused";
    }
    const sessionEndsAt = sessionEnd(agent.role, session.started_at, now);
    await tx("sessions").where({ id: session.id }).update({ generation, expires_at: sessionEndsAt });
    // Who became an administrator has the shorter limit from now on.
    if (sessionEndsAt <= now) return undefined;
    await forgetOldTokens(tx, session.id, generation, now);
    const next = { tenantId: tenant.id, sessionId: session.id, family, generation: generation + 1, sessionEndsAt, now };
    return issueTokens(tx, next);
  });
  if (tokens === "reused") {
    ctx.log.warn({ tenantId: tenant.id, sessionId: found.id }, "a used refresh token came back: session ended");
    throw new AppError("session_ended", "This session was used from two places and has been ended: sign in again.");
  }
  if (!tokens) throw sessionEnded();
  return { agent, ...tokens };
}

const findFamily = (tx: Tx, family: string, now: Date) =>
  tx("sessions").where("family_hash", hashSecret(family)).where("expires_at", ">", now).first<Family | undefined>();

/** Marks the token as used. @returns the session's newest used generation from now on; undefined where it is reuse */
async function useToken(tx: Tx, session: Family, refreshToken: string, now: Date): Promise<number | undefined> {
  const { rows } = await tx.raw<{ rows: { generation: number; used: boolean; first_use: Date | null }[] }>(
    `select t.generation, t.used_at is not null as used,
            (select min(s.used_at) from refresh_tokens s
              where s.session_id = t.session_id and s.generation = t.generation) as first_use
       from refresh_tokens t where t.token_hash = ? and t.session_id = ?`,
    [hashSecret(refreshToken), session.id],
  );
  const [token] = rows;
  if (!token) return undefined;
  const presented = { generation: token.generation, used: token.used, firstUseOfGeneration: token.first_use };
  if (!mayRefresh(presented, session.generation, now)) return undefined;
  const firstUse = { token_hash: hashSecret(refreshToken), used_at: null };
  await tx("refresh_tokens").where(firstUse).update({ used_at: now });
  return Math.max(session.generation, token.generation);
}

/** What is past the grace can only be reuse, which the family's part shows without a row. */
async function forgetOldTokens(tx: Tx, sessionId: string, generation: number, now: Date): Promise<void> {
  const pastGrace = tx("refresh_tokens")
    .where({ session_id: sessionId })
    .where("used_at", "<", new Date(now.getTime() - grace))
    .max("generation");
  await tx("refresh_tokens")
    .where({ session_id: sessionId })
    .where("generation", "<", generation)
    .where("generation", "<=", pastGrace)
    .delete();
}
