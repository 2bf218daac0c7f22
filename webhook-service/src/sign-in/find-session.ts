import type { Context } from "../context.ts";
import { type Tenant, type TenantRow, toTenant } from "../tenants/find-tenant.ts";
import type { SessionOfAgent } from "./current-member.ts";
import { hashSecret } from "./secret-token.ts";
import { sessionEnded } from "./session-ended.ts";

export interface FoundSession extends SessionOfAgent {
  tenant: Tenant;
  /** When the bearer ends. */
  expiresAt: Date;
}

/** The session behind a bearer, whichever tenant's. */
export async function findSession(ctx: Context, bearer: string): Promise<FoundSession> {
  const { rows } = await ctx.db.raw<{ rows: Row[] }>("select * from find_session(?, ?)", [
    hashSecret(bearer),
    ctx.now(),
  ]);
  const [row] = rows;
  if (!row) throw sessionEnded();
  return {
    tenant: toTenant(row),
    id: row.session_id,
    agentId: row.agent_id,
    customRoleId: row.custom_role_id,
    permissions: row.permissions,
    startedAt: row.started_at,
    expiresAt: row.expires_at,
  };
}

interface Row extends TenantRow {
  session_id: string;
  agent_id: number;
  custom_role_id: number | null;
  permissions: string[];
  started_at: Date;
  expires_at: Date;
}
