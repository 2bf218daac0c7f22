import type { Db } from "./connect.ts";

/** The role that every tenant's work runs under: no login, no ownership, no way around row-level security. */
export const appRole = "proppilot_app";

/** Owns the few SECURITY DEFINER functions that look across tenants (see `migrations/`), and nothing else. */
export const lookupRole = "proppilot_lookup";

/** Refuses to go on where row-level security could be bypassed. Called once at start by every process. */
export async function assertRolesAreBound(db: Db): Promise<void> {
  const { rows } = await db.raw<{ rows: { rolname: string; loose: boolean; owns: number }[] }>(
    `select r.rolname,
            r.rolsuper or r.rolbypassrls as loose,
            (select count(*)::int from pg_class c
              where c.relowner = r.oid and c.relnamespace = 'proppilot'::regnamespace) as owns
       from pg_roles r where r.rolname in (?, ?)`,
    [appRole, lookupRole],
  );
  const wrong = rows.filter((row) => row.loose || row.owns > 0).map((row) => row.rolname);
  if (rows.length < 2) throw new Error("The database has no PropPilot roles: run `npx proppilot migrate` first.");
  if (wrong.length > 0) {
    throw new Error(
      `Refusing to start: the role ${wrong.join(", ")} could bypass row-level security (superuser, BYPASSRLS or owner).`,
    );
  }
  const { rows: open } = await db.raw<{ rows: { relname: string }[] }>(
    `select c.relname from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
      where c.relnamespace = 'proppilot'::regnamespace and c.relkind in ('r', 'p')
        and not c.relispartition and not (c.relrowsecurity and c.relforcerowsecurity)`,
  );
  if (open.length > 0) {
    throw new Error(`Refusing to start: no forced row-level security on ${open.map((row) => row.relname).join(", ")}.`);
  }
}
