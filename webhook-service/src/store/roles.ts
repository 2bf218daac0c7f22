import type { Db } from "./connect.ts";

/** The role that every tenant's work runs under: no login, no ownership, no way around row-level security. */
export const appRole = "proppilot_app";

/** Owns the few SECURITY DEFINER functions that look across tenants (see `migrations/`), and nothing else. */
export const lookupRole = "proppilot_lookup";

/** Refuses to go on where row-level security could be bypassed. Called once at start by every process. */
export async function assertRolesAreBound(db: Db): Promise<void> {
  const { rows } = await db.raw<{ rows: { rolname: string; loose: boolean }[] }>(
    `select r.rolname,
            r.rolsuper or r.rolbypassrls
              or exists (select from pg_class c where c.relowner = r.oid and c.relnamespace = 'proppilot'::regnamespace)
              -- Policies of a role are also those of whoever has its rights.
              or exists (select from pg_roles o where o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'usage')) as loose
       from pg_roles r where r.rolname in (?, ?)`,
    [appRole, lookupRole],
  );
  const loose = rows.filter((row) => row.loose).map((row) => row.rolname);
  if (rows.length < 2) throw new Error("The database has no PropPilot roles: run `npx proppilot migrate` first.");
  if (loose.length > 0) {
    throw new Error(
      `Refusing to start: the role ${loose.join(", ")} could bypass row-level security (superuser, BYPASSRLS, owner, another role's rights).`,
    );
  }
  // Partitions and views too: neither asks the policies of the table behind it.
  const { rows: open } = await db.raw<{ rows: { relname: string }[] }>(
    `select c.relname from pg_class c
      where c.relnamespace = 'proppilot'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
        and has_table_privilege(?, c.oid, 'select, insert, update, delete, truncate')
        and not (c.relrowsecurity and c.relforcerowsecurity)`,
    [appRole],
  );
  if (open.length > 0) {
    throw new Error(`Refusing to start: no forced row-level security on ${open.map((row) => row.relname).join(", ")}.`);
  }
}
