import type { Agent } from "@proppilot/shared-types";
import type { Context } from "../context.ts";
import { type Directories, type Freshness, forReading } from "../tenants/directory.ts";
import { type Visibility, visibleInboxes } from "../tenants/directory-visibility.ts";
import type { Tenant } from "../tenants/find-tenant.ts";
import { endSession, endSessionsOf } from "./end-session.ts";
import { sessionEnded } from "./session-ended.ts";

/** What a session knows of its agent by itself; the rest is asked from Chatwoot again and again. */
export interface SessionOfAgent {
  id: string;
  agentId: number;
  customRoleId: number | null;
  permissions: string[];
  startedAt: Date;
}

/**
 * Who the agent of a session is now, by Chatwoot's list. Who has left the account loses every session; so does who got
 * another custom role, because what it permits is told at sign-in only.
 */
export async function currentMember(
  ctx: Context,
  directories: Directories,
  tenant: Tenant,
  session: SessionOfAgent,
  freshness: Freshness = forReading,
): Promise<{ agent: Agent; visibility: Visibility }> {
  let directory = await directories.of(tenant, freshness);
  const find = () => directory.agents.find((agent) => agent.id === session.agentId);
  // A list from before the sign-in does not know who was added meanwhile; twice, because the first time may join a
  // question that was asked earlier.
  for (let time = 0; time < 2 && !find() && directory.fetchedAt < session.startedAt; time++) {
    directory = await directories.of(tenant, askAgain);
  }
  const entry = find();
  if (!entry?.confirmed) {
    await endSessionsOf(ctx, tenant.id, session.agentId);
    throw sessionEnded();
  }
  if (entry.customRoleId !== null && entry.customRoleId !== session.customRoleId) {
    await endSession(ctx, tenant.id, session.id);
    throw sessionEnded();
  }
  const agent = { id: entry.id, name: entry.name, role: entry.role };
  return { agent, visibility: visibleInboxes(directory, { ...entry, permissions: session.permissions }) };
}

const askAgain: Freshness = { maxAge: 0, withoutChatwoot: 0 };
