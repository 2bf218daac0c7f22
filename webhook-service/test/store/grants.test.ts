import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { appRole, lookupRole } from "../../src/store/roles.ts";
import { startTestContext, type TestContext } from "../harness/context.ts";
import { tenantTables } from "./table-rows.ts";

// Dropping a database waits for a checkpoint, which takes its time on a busy machine.
jest.setTimeout(30_000);

let context: TestContext;
beforeAll(async () => {
  context = await startTestContext();
});
afterAll(() => context.close());

async function ask<R extends object>(sql: string, bindings: string[] = []): Promise<R[]> {
  const { rows } = await context.ctx.db.raw<{ rows: R[] }>(sql, bindings);
  return rows;
}

/** What looks across tenants. Whoever adds to this list adds a way around isolation, and says here what for. */
const definers = [
  "claim_effect", // the next call to make, whoever owes it
  "claim_lane", // the next lane to work on
  "effects_are_due",
  "find_api_key", // whose key is this?
  "find_hook", // whose webhook address is this?
  "find_session", // whose bearer is this?
  "find_tenant", // whose panel address is this?
  "list_tenants",
  "remove_expired_sign_ins",
  "store_deliveries", // group commit, each row with its own tenant
  "work_is_waiting",
];

/** What the look-up role may do past tenants: only what the functions above need. */
const lookupPolicies = [
  "access_tokens look_up ALL",
  "api_keys look_up SELECT",
  "deliveries store INSERT",
  "effects claim ALL",
  "lane_entries choose SELECT",
  "lane_entries store INSERT",
  "lanes claim ALL",
  "outcomes store INSERT",
  "sessions look_up ALL",
  "sign_in_codes expire ALL",
  "tenants look_up SELECT",
  "turns claim ALL",
];

it("has just these SECURITY DEFINER functions, all the look-up role's, with a fixed search_path", async () => {
  const found = await ask<{ name: string; owner: string; settings: string[] | null }>(
    `select p.proname as name, p.proowner::regrole::text as owner, p.proconfig as settings from pg_proc p
      where p.prosecdef and p.pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
      order by p.proname`,
  );
  const expected = definers.map((name) => ({
    name,
    owner: lookupRole,
    settings: ["search_path=proppilot, pg_temp"],
  }));
  expect(found).toEqual(expected);
});

it("lets neither the public nor the plain role call any function of the schema", async () => {
  const callable = await ask<{ name: string }>(
    `select p.proname as name from pg_proc p where p.pronamespace = 'proppilot'::regnamespace
        and (has_function_privilege(?, p.oid, 'execute')
             or exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0))`,
    [appRole],
  );
  expect(callable).toEqual([]);
});

it("holds the plain role to one policy a table, which is about its tenant", async () => {
  const policies = await ask<{ table: string; name: string; command: string; kept: boolean }>(
    `select tablename as table, policyname as name, cmd as command,
            qual like '%app.tenant%' and with_check like '%app.tenant%' as kept
       from pg_policies where schemaname = 'proppilot' and roles && array['public', ?]::name[] order by tablename`,
    [appRole],
  );
  const tables = await tenantTables(context.ctx.db);
  expect(policies).toEqual(tables.map(({ name }) => ({ table: name, name: "own_tenant", command: "ALL", kept: true })));
});

it("lets the look-up role do what its functions need and no more", async () => {
  const policies = await ask<{ policy: string }>(
    `select concat_ws(' ', tablename, policyname, cmd) as policy from pg_policies
      where schemaname = 'proppilot' and roles && array[?]::name[] order by 1`,
    [lookupRole],
  );
  expect(policies.map(({ policy }) => policy)).toEqual(lookupPolicies);
  const readable = await ask<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'proppilot'::regnamespace and relkind in ('r', 'p', 'v', 'm')
        and has_table_privilege(?, oid, 'select') order by 1`,
    [lookupRole],
  );
  expect(readable.map(({ name }) => name)).toEqual([
    "access_tokens",
    "api_keys",
    "effects",
    "lane_entries",
    "lanes",
    "sessions",
    "sign_in_codes",
    "tenants",
    "turns",
  ]);
});

it("opens to the plain role nothing but tables with forced row-level security, and no other schema of ours", async () => {
  const open = await ask<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('proppilot', 'bullmq', 'public') and c.relkind in ('r', 'p', 'v', 'm', 'f')
        and has_table_privilege(?, c.oid, 'select, insert, update, delete, truncate, references, trigger')
        and not (c.relrowsecurity and c.relforcerowsecurity)`,
    [appRole],
  );
  expect(open).toEqual([]);
  const [schemas] = await ask(
    `select has_schema_privilege(?, 'proppilot', 'create') as creates, has_schema_privilege(?, 'bullmq', 'usage') as queue`,
    [appRole, appRole],
  );
  expect(schemas).toEqual({ creates: false, queue: false });
});
