import { randomBytes } from "node:crypto";
import pg from "pg";

/** A database of a suite's own. */
export interface TestDatabase extends AsyncDisposable {
  /** As the server's administrator; the service itself steps down to its plain role. */
  url: string;
  /** Reaches the same server outside this database. */
  adminUrl: string;
  close(): Promise<void>;
}

/** A fresh database with the service's current schema and no rows, cloned from the run's template. */
export async function startTestDatabase(): Promise<TestDatabase> {
  const { TEST_ADMIN_URL: adminUrl, TEST_TEMPLATE: template } = process.env;
  if (!adminUrl || !template)
    throw new Error("No test database server: is test/harness/global-setup.js in jest.config.js?");
  const name = `${template}_${randomBytes(6).toString("hex")}`;
  await runSql(adminUrl, `create database ${name} template ${template}`);
  const close = async () => {
    await runSql(adminUrl, `drop database if exists ${name} with (force)`);
  };
  return { url: databaseUrl(adminUrl, name), adminUrl, close, [Symbol.asyncDispose]: close };
}

/** The same server, another database. */
export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** One statement on a connection of its own. */
export async function runSql(connectionString: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
