import { expect, it } from "@jest/globals";
import { runSql, startTestDatabase } from "./database.ts";

it("gives each suite a database of its own, with the schema in place", async () => {
  await using one = await startTestDatabase();
  await using other = await startTestDatabase();
  await runSql(one.url, "create table only_here ()");
  const tables = "select table_schema, table_name from information_schema.tables where table_name = 'only_here'";
  expect((await runSql(one.url, tables)).rowCount).toBe(1);
  expect((await runSql(other.url, tables)).rowCount).toBe(0);
  expect((await runSql(other.url, "select * from proppilot.schema_migrations")).rowCount).toBeGreaterThan(0);
});

it("leaves nothing on the server", async () => {
  const database = await startTestDatabase();
  const name = new URL(database.url).pathname.slice(1);
  await database.close();
  const left = await runSql(database.adminUrl, `select from pg_database where datname = '${name}'`);
  expect(left.rowCount).toBe(0);
});
