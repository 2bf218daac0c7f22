import { chatwootClient } from "../chatwoot/client.ts";
import { refusedWith } from "../chatwoot/failures.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../store/in-tenant.ts";
import type { Tenant } from "../tenants/find-tenant.ts";
import { type Member, memberOf, refused } from "./member.ts";
import { hashSecret, newSecret } from "./secret-token.ts";
import { codeLifetime } from "./session-limits.ts";

/**
 * Exchanges a Chatwoot access token, which is used once here and kept nowhere, for a code that is good once, for a
 * minute, and only together with the verifier of `challenge` (PKCE S256).
 */
export async function issueCode(
  ctx: Context,
  tenant: Tenant,
  { chatwootToken, challenge }: { chatwootToken: string; challenge: string },
): Promise<{ code: string; expiresAt: Date }> {
  const member = await askWhoseToken(ctx, tenant, chatwootToken);
  const code = newSecret();
  const expiresAt = new Date(ctx.now().getTime() + codeLifetime);
  await inTenant(ctx.db, tenant.id, (tx) =>
    tx("sign_in_codes").insert({
      code_hash: hashSecret(code),
      tenant_id: tenant.id,
      challenge,
      member: JSON.stringify(member),
      expires_at: expiresAt,
    }),
  );
  return { code, expiresAt };
}

async function askWhoseToken(ctx: Context, tenant: Tenant, token: string): Promise<Member> {
  const badToken = "Chatwoot does not know this token: copy it again from your Chatwoot profile settings.";
  // What can't stand in a header is not a token.
  if (!/^[\x21-\x7e]+$/.test(token)) throw refused(badToken);
  const client = chatwootClient({ config: ctx.config, url: tenant.chatwootUrl, token, accountId: tenant.accountId });
  try {
    const { profile } = await client.profile();
    return memberOf(profile, tenant.accountId);
  } catch (error) {
    if (refusedWith(error, 401)) throw refused(badToken, error);
    throw error;
  }
}
