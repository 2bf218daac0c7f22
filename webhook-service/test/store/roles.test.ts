import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { connect, type Db } from "../../src/store/connect.ts";
import { migrate } from "../../src/store/migrate.ts";
import { appRole, assertRolesAreBound, lookupRole } from "../../src/store/roles.ts";
import { runSql } from "../harness/database.ts";
import { type PrivateCluster, startPrivateCluster } from "../harness/private-cluster.ts";
import { tenantTables } from "./table-rows.ts";

// A cluster is made first.
jest.setTimeout(30_000);

let cluster: PrivateCluster;
let db: Db;

beforeAll(async () => {
  cluster = await startPrivateCluster();
  await runSql(cluster.url("postgres", "postgres"), "create database bound");
  const databaseUrl = cluster.url("postgres", "bound");
  await migrate({ databaseUrl });
  db = connect({ databaseUrl, applicationName: "roles test" });
});
afterAll(async () => {
  await db.destroy();
  await cluster.close();
});

/** What a start says after the statement, which is taken back. */
async function startAfter(statement: string): Promise<string> {
  const said = new Error("said");
  let answer = "starts";
  await db
    .transaction(async (tx) => {
      await tx.raw(statement);
      await assertRolesAreBound(tx).catch((error: Error) => {
        answer = error.message;
      });
      throw said;
    })
    .catch((error) => {
      if (error !== said) throw error;
    });
  return answer;
}

it("starts as migrated", async () => {
  expect(await startAfter("select 1")).toBe("starts");
});

describe.each([appRole, lookupRole])("does not start where %s", (role) => {
  it.each([
    ["has BYPASSRLS", `alter role ${role} bypassrls`],
    ["is a superuser", `alter role ${role} superuser`],
    ["owns a table", `alter table proppilot.contacts owner to ${role}`],
    ["owns a partition", `alter table proppilot.deliveries_rest owner to ${role}`],
  ])("%s", async (_fault, statement) => {
    expect(await startAfter(statement)).toMatch(new RegExp(`^Refusing to start: .*${role}.* row-level security`));
  });
});

it("does not start where the plain role has the look-up role's rights", async () => {
  const statement = `alter role ${appRole} inherit; grant ${lookupRole} to ${appRole}`;
  expect(await startAfter(statement)).toMatch(/^Refusing to start: .*proppilot_app/);
});

it("does not start where a table shows itself past row-level security, whichever table it is", async () => {
  for (const { name } of await tenantTables(db)) {
    for (const gap of ["no force row level security", "disable row level security"]) {
      const answer = await startAfter(`alter table proppilot.${name} ${gap}`);
      expect([name, gap, answer]).toEqual([name, gap, `Refusing to start: no forced row-level security on ${name}.`]);
    }
  }
});

it.each([
  ["a new table", "create table proppilot.notes (tenant_id uuid)", "notes"],
  ["a view over everybody's rows", "create view proppilot.everybody as select * from proppilot.contacts", "everybody"],
])("does not start where the plain role may use %s that nobody closed", async (_what, statement, name) => {
  const granted = `${statement}; grant select on proppilot.${name} to ${appRole}`;
  expect(await startAfter(granted)).toBe(`Refusing to start: no forced row-level security on ${name}.`);
});

it("does not start where the plain role may read a partition itself, which has no policy", async () => {
  expect(await startAfter(`grant select on proppilot.deliveries_rest to ${appRole}`)).toBe(
    "Refusing to start: no forced row-level security on deliveries_rest.",
  );
});

it("says what to do in a database that has no roles", async () => {
  const statement = `alter role ${appRole} rename to somebody_else`;
  expect(await startAfter(statement)).toMatch(/run `npx proppilot migrate` first/);
});
