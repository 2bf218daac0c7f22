import type { Agent } from "@proppilot/shared-types";
import type { Context } from "../context.ts";
import { inTenant } from "../store/in-tenant.ts";

export interface DirectoryAgent extends Agent {
  confirmed: boolean;
  customRoleId: number | null;
}

/** Who belongs to an account, and to which of its inboxes, as Chatwoot last said. */
export interface Directory {
  /** When we began to ask. */
  fetchedAt: Date;
  agents: DirectoryAgent[];
  /** Agent ids by inbox id. */
  inboxMembers: Record<string, number[]>;
}

/** A process that died while asking is waited for no longer than this. */
const leaseFor = 15_000;

export async function loadDirectory(ctx: Context, tenantId: string): Promise<Directory | undefined> {
  const row = await inTenant(ctx.db, tenantId, (tx) =>
    tx("directories").whereNotNull("fetched_at").first("fetched_at", "agents", "inbox_members"),
  );
  return row && { fetchedAt: row.fetched_at, agents: row.agents, inboxMembers: row.inbox_members };
}

/**
 * Makes us the only process that asks, unless what is stored is at most `freshFor` ms old.
 * @returns what names the lease; undefined where there is no need or another process holds it
 */
export async function leaseDirectory(ctx: Context, tenantId: string, freshFor: number): Promise<Date | undefined> {
  const now = ctx.now();
  const until = new Date(now.getTime() + leaseFor);
  const { rowCount } = await inTenant(ctx.db, tenantId, (tx) =>
    tx.raw(
      `insert into directories as d (tenant_id, leased_until) values (:tenantId, :until)
       on conflict (tenant_id) do update set leased_until = excluded.leased_until
        where (d.leased_until is null or d.leased_until <= :now)
          and (d.fetched_at is null or d.fetched_at < :freshSince)`,
      { tenantId, until, now, freshSince: new Date(now.getTime() - freshFor) },
    ),
  );
  return rowCount ? until : undefined;
}

export async function releaseDirectory(ctx: Context, tenantId: string, lease: Date): Promise<void> {
  await inTenant(ctx.db, tenantId, (tx) =>
    tx("directories").where({ leased_until: lease }).update({ leased_until: null }),
  );
}

/** Keeps what Chatwoot said, unless a process that began to ask later was faster. */
export async function saveDirectory(ctx: Context, tenantId: string, directory: Directory): Promise<void> {
  await inTenant(ctx.db, tenantId, (tx) =>
    tx("directories")
      .where((older) => older.whereNull("fetched_at").orWhere("fetched_at", "<=", directory.fetchedAt))
      .update({
        fetched_at: directory.fetchedAt,
        agents: JSON.stringify(directory.agents),
        inbox_members: JSON.stringify(directory.inboxMembers),
        leased_until: null,
      }),
  );
}
