import { fileURLToPath } from "node:url";
import { isAlive } from "../../src/embedded/running-server.ts";
import { startEmbeddedPostgres } from "../../src/embedded/start-embedded-postgres.ts";
import { migrate } from "../../src/store/migrate.ts";
import { databaseUrl, runSql } from "./database.ts";

const DATA = fileURLToPath(new URL("../../../.data/test-postgres", import.meta.url));
const PREFIX = "proppilot_test_";

/**
 * Gives this process and its children a database server and a migrated template to clone. The server is the one of
 * TEST_DATABASE_URL (an administrator's address) or else an embedded one, kept between runs because that starts faster.
 */
export async function prepareDatabases(): Promise<{ close(): Promise<void> }> {
  const server = process.env.TEST_DATABASE_URL
    ? undefined
    : await startEmbeddedPostgres({ dataDir: DATA, log: console.log });
  const adminUrl = process.env.TEST_DATABASE_URL ?? server?.url ?? "";
  const template = `${PREFIX}${process.pid}`;
  if (server) await dropLeftovers(adminUrl);
  await runSql(adminUrl, `create database ${template}`);
  await migrate({ databaseUrl: databaseUrl(adminUrl, template) });
  Object.assign(process.env, { TEST_ADMIN_URL: adminUrl, TEST_TEMPLATE: template });
  const close = async () => {
    await dropDatabases(adminUrl, (name) => name.startsWith(template));
    await server?.stop();
  };
  return { close };
}

/** Runs that were killed leave databases; the number in the name tells whose they were. */
async function dropLeftovers(adminUrl: string) {
  await dropDatabases(adminUrl, (name) => !isAlive(Number.parseInt(name.slice(PREFIX.length), 10)));
}

async function dropDatabases(adminUrl: string, isMeant: (name: string) => boolean) {
  const { rows } = await runSql(adminUrl, `select datname from pg_database where starts_with(datname, '${PREFIX}')`);
  for (const { datname } of rows.filter((row) => isMeant(row.datname))) {
    await runSql(adminUrl, `drop database if exists ${datname} with (force)`);
  }
}
