import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Tx } from "../../src/store/connect.ts";
import { inTenant } from "../../src/store/in-tenant.ts";
import { appRole } from "../../src/store/roles.ts";
import { startTestContext, type TestContext } from "../harness/context.ts";
import { plant, someRow, type TenantTable, tenantTables } from "./table-rows.ts";

// Dropping a database waits for a checkpoint, which takes its time on a busy machine.
jest.setTimeout(30_000);

let context: TestContext;
let tables: TenantTable[];
const [ours, theirs] = [randomUUID(), randomUUID()];

beforeAll(async () => {
  context = await startTestContext();
  tables = await tenantTables(context.ctx.db);
  for (const table of tables) {
    for (const tenant of [ours, theirs]) await plant(context.ctx.db, table, someRow(table, tenant));
  }
});
afterAll(() => context.close());

/** The same attempt on every table, each in a transaction of our tenant's that is taken back: what came of it, by table. */
async function onEachTable<T>(attempt: (tx: Tx, table: TenantTable) => Promise<T>, tenant = ours) {
  const results: Record<string, T | string> = {};
  for (const table of tables) {
    const takenBack = new Error("taken back");
    await inTenant(context.ctx.db, tenant, async (tx) => {
      results[table.name] = await attempt(tx, table);
      throw takenBack;
    }).catch((error: Error & { code?: string }) => {
      if (error !== takenBack) results[table.name] = error.code ?? error.message;
    });
  }
  return results;
}

const everywhere = <T>(result: T) => Object.fromEntries(tables.map(({ name }) => [name, result]));
/** insufficient_privilege, which is also what a policy's refusal is. */
const refused = "42501";

it("knows the tables that hold tenants' rows", () => {
  const names = tables.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["tenants", "deliveries", "contacts", "messages", "effects"]));
  expect(names.length).toBeGreaterThanOrEqual(19);
});

it("acts as the plain role", async () => {
  const roleOf = async (tx: Tx) => (await tx.raw("select current_user as role")).rows[0].role;
  expect(await onEachTable(roleOf)).toEqual(everywhere(appRole));
});

describe("in a tenant's transaction", () => {
  const tenantsOf = async (tx: Tx, { name, tenantColumn }: TenantTable) => tx(name).pluck(tenantColumn);

  it("only its own rows are seen", async () => {
    expect(await onEachTable(tenantsOf)).toEqual(everywhere([ours]));
    expect(await onEachTable(tenantsOf, theirs)).toEqual(everywhere([theirs]));
    expect(await onEachTable(tenantsOf, randomUUID())).toEqual(everywhere([]));
  });

  it("no row is made for another tenant", async () => {
    expect(await onEachTable((tx, table) => tx(table.name).insert(someRow(table, theirs)))).toEqual(
      everywhere(refused),
    );
  });

  it("no row of another tenant is changed or deleted", async () => {
    const target = { id: theirs, tenant_id: theirs };
    const where = (tx: Tx, { name, tenantColumn }: TenantTable) =>
      tx(name).where({ [tenantColumn]: target[tenantColumn as keyof typeof target] });
    const same = ({ tenantColumn }: TenantTable) => ({ [tenantColumn]: theirs });
    expect(await onEachTable((tx, table) => where(tx, table).update(same(table)))).toEqual(everywhere(0));
    expect(await onEachTable((tx, table) => where(tx, table).delete())).toEqual(everywhere(0));
  });

  it("no row is given away to another tenant", async () => {
    const giveAway = (tx: Tx, { name, tenantColumn }: TenantTable) => tx(name).update({ [tenantColumn]: theirs });
    expect(await onEachTable(giveAway)).toEqual(everywhere(refused));
  });

  it("a delete of everything takes its own rows only", async () => {
    expect(await onEachTable((tx, { name }) => tx(name).delete())).toEqual(everywhere(1));
  });

  it("a row of another tenant is not taken over by an upsert on its key", async () => {
    const { db } = context.ctx;
    const row = await db("contacts").where({ tenant_id: theirs }).first();
    const upsert = inTenant(db, ours, (tx) =>
      tx("contacts")
        .insert({ ...row, tenant_id: ours, name: "taken over" })
        .onConflict("id")
        .merge(),
    );
    await expect(upsert).rejects.toMatchObject({ code: refused });
    expect(await db("contacts").where({ id: row.id }).first()).toEqual(row);
  });
});

describe("without a tenant", () => {
  const countAs = (tx: Tx, name: string) => tx(name).count<[{ count: string }]>("*");

  it("nothing is seen", async () => {
    for (const { name } of tables) {
      const seen = await context.ctx.db.transaction(async (tx) => {
        await tx.raw("reset app.tenant");
        await tx.raw("select set_config('role', ?, true)", [appRole]);
        return countAs(tx, name).catch((error) => error.code);
      });
      // invalid_text_representation: a connection that served a tenant before has an empty setting, which is no uuid.
      expect([name, seen]).toEqual([name, typeof seen === "string" ? "22P02" : [{ count: "0" }]]);
    }
  });

  it("nothing is made", async () => {
    for (const table of tables) {
      const made = context.ctx.db.transaction(async (tx) => {
        await tx.raw("select set_config('role', ?, true)", [appRole]);
        await tx(table.name).insert(someRow(table, ours));
      });
      await expect(made).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|22P02)$/) });
    }
  });
});

it("leaves role and tenant behind with the transaction", async () => {
  const { db } = context.ctx;
  await onEachTable(async () => 0);
  const { rows } = await db.raw("select current_user = session_user as back, current_setting('app.tenant', true) as t");
  expect(rows[0].back).toBe(true);
  expect(rows[0].t ?? "").toBe("");
});
