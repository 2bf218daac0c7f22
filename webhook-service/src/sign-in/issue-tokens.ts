import type { Tx } from "../store/connect.ts";
import { newRefreshToken } from "./refresh-token.ts";
import { hashSecret, newSecret } from "./secret-token.ts";
import { bearerLifetime } from "./session-limits.ts";

export interface IssuedTokens {
  accessToken: string;
  /** When the bearer ends. */
  expiresAt: Date;
  refreshToken: string;
  /** When the refresh token ends, unless it is used before. */
  sessionEndsAt: Date;
}

interface Issue {
  tenantId: string;
  sessionId: string;
  family: string;
  generation: number;
  sessionEndsAt: Date;
  now: Date;
}

/** A new bearer and a new refresh token of a session, stored as hashes only. */
export async function issueTokens(tx: Tx, issue: Issue): Promise<IssuedTokens> {
  // The prefix tells it from an API key (`pp_`).
  const accessToken = `ps_${newSecret()}`;
  const expiresAt = new Date(Math.min(issue.now.getTime() + bearerLifetime, issue.sessionEndsAt.getTime()));
  await tx("access_tokens").where({ session_id: issue.sessionId }).where("expires_at", "<=", issue.now).delete();
  await tx("access_tokens").insert({
    token_hash: hashSecret(accessToken),
    tenant_id: issue.tenantId,
    session_id: issue.sessionId,
    expires_at: expiresAt,
  });
  const refreshToken = await issueRefreshToken(tx, issue);
  return { accessToken, expiresAt, refreshToken, sessionEndsAt: issue.sessionEndsAt };
}

/** A new refresh token alone. */
export async function issueRefreshToken(
  tx: Tx,
  { tenantId, sessionId, family, generation }: Pick<Issue, "tenantId" | "sessionId" | "family" | "generation">,
): Promise<string> {
  const refreshToken = newRefreshToken(family);
  await tx("refresh_tokens").insert({
    token_hash: hashSecret(refreshToken),
    tenant_id: tenantId,
    session_id: sessionId,
    generation,
  });
  return refreshToken;
}
