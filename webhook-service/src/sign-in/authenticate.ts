import type { Agent } from "@proppilot/shared-types";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import type { Directories, Freshness } from "../tenants/directory.ts";
import type { Visibility } from "../tenants/directory-visibility.ts";
import { findApiKey } from "../tenants/find-api-key.ts";
import type { Tenant } from "../tenants/find-tenant.ts";
import { currentMember } from "./current-member.ts";
import { findSession } from "./find-session.ts";

/** Who is asking, in which tenant, and what Chatwoot would show them. */
export interface Caller {
  tenantId: string;
  tenantKey: string;
  chatwootUrl: string;
  accountId: number;
  agent: Agent;
  visibility: Visibility;
  /** null: an API key. */
  sessionId: string | null;
  /** When the bearer ends; null: an API key. */
  expiresAt: Date | null;
}

/** What it takes to tell who is asking. */
export interface Authentication {
  directories: Directories;
}

const apiKeyPrefix = "pp_";

/** Who sent this `Authorization` header. Asked again during long answers, it tells whether they may go on. */
export async function authenticate(
  ctx: Context,
  { directories }: Authentication,
  header: string | undefined,
  freshness?: Freshness,
): Promise<Caller> {
  const bearer = readBearer(header);
  if (bearer.startsWith(apiKeyPrefix)) return integrator(ctx, bearer);
  const session = await findSession(ctx, bearer);
  const member = await currentMember(ctx, directories, session.tenant, session, freshness);
  return { ...whereabouts(session.tenant), ...member, sessionId: session.id, expiresAt: session.expiresAt };
}

export function readBearer(header: string | undefined): string {
  const bearer = /^Bearer ([\w-]{1,256})$/i.exec(header ?? "")?.[1];
  if (bearer) return bearer;
  throw new AppError("not_signed_in", "Sign in first: this needs a session or an API key as its bearer.");
}

/** An API key reads what an administrator reads. */
async function integrator(ctx: Context, key: string): Promise<Caller> {
  const found = await findApiKey(ctx, key);
  if (!found) throw new AppError("not_signed_in", "This API key is unknown or was revoked.");
  return {
    ...whereabouts(found.tenant),
    agent: { id: 0, name: found.name, role: "administrator" },
    visibility: { all: true },
    sessionId: null,
    expiresAt: null,
  };
}

function whereabouts({ id, key, chatwootUrl, accountId }: Tenant) {
  return { tenantId: id, tenantKey: key, chatwootUrl, accountId };
}
