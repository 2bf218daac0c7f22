import { expect, it } from "@jest/globals";
import { movingTables, otherTables, personalTables } from "../../src/contacts/personal-data.ts";
import { runSql, startTestDatabase } from "../harness/database.ts";

const bookkeeping = ["schema_migrations", "schema_migrations_lock"];

it("registers every table of the schema once", async () => {
  await using database = await startTestDatabase();
  const { rows } = await runSql(
    database.url,
    `select relname from pg_class where relnamespace = 'proppilot'::regnamespace and relkind in ('r', 'p')
        and not relispartition order by relname`,
  );
  const tables = rows.map((row) => row.relname).filter((name) => !bookkeeping.includes(name));
  expect([...Object.keys(personalTables), ...Object.keys(otherTables)].sort()).toEqual(tables);
});

it("moves only tables that name their contact", async () => {
  await using database = await startTestDatabase();
  const { rows } = await runSql(
    database.url,
    `select table_name from information_schema.columns where table_schema = 'proppilot' and column_name = 'contact_id'`,
  );
  expect(rows.map((row) => row.table_name)).toEqual(expect.arrayContaining(movingTables));
});
