import { createHash, timingSafeEqual } from "node:crypto";
import type { Agent } from "@proppilot/shared-types";
import { v7 as uuidv7 } from "uuid";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { inTenant } from "../store/in-tenant.ts";
import type { Tenant } from "../tenants/find-tenant.ts";
import { type IssuedTokens, issueTokens } from "./issue-tokens.ts";
import type { Member } from "./member.ts";
import { hashSecret, newSecret } from "./secret-token.ts";
import { sessionEnd } from "./session-limits.ts";

/** A session as it goes to the browser. */
export interface SignedIn extends IssuedTokens {
  agent: Agent;
}

/** Turns a code into a session. A code is gone with its first use, whatever comes of it: a wrong verifier is a thief's. */
export async function redeemCode(
  ctx: Context,
  tenant: Tenant,
  { code, verifier }: { code: string; verifier: string },
): Promise<SignedIn> {
  const now = ctx.now();
  const signedIn = await inTenant(ctx.db, tenant.id, async (tx) => {
    const [taken] = await tx("sign_in_codes")
      .where({ code_hash: hashSecret(code) })
      .where("expires_at", ">", now)
      .delete(["challenge", "member"]);
    if (!taken || !answers(verifier, taken.challenge)) return undefined;
    const { customRoleId, permissions, ...agent }: Member = taken.member;
    const family = newSecret();
    const session = {
      id: uuidv7(),
      tenant_id: tenant.id,
      agent_id: agent.id,
      custom_role_id: customRoleId,
      permissions,
      family_hash: hashSecret(family),
      started_at: now,
      expires_at: sessionEnd(agent.role, now, now),
    };
    await tx("sessions").insert(session);
    const tokens = await issueTokens(tx, {
      tenantId: tenant.id,
      sessionId: session.id,
      family,
      generation: 1,
      sessionEndsAt: session.expires_at,
      now,
    });
    return { agent, ...tokens };
  });
  if (signedIn) return signedIn;
  throw new AppError("sign_in_code_invalid", "This code was used already or is older than a minute: sign in again.");
}

function answers(verifier: string, challenge: string): boolean {
  const expected = createHash("sha256").update(verifier).digest();
  const given = Buffer.from(challenge, "base64url");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
