import { migrateQueue } from "../jobs/queue-store.ts";
import { connect } from "./connect.ts";
import { foundation } from "./migrations/0001-foundation.ts";
import { deliveries } from "./migrations/0002-deliveries.ts";
import { contacts } from "./migrations/0003-contacts.ts";
import { effects } from "./migrations/0004-effects.ts";
import { signIn } from "./migrations/0005-sign-in.ts";
import { apiKeys } from "./migrations/0006-api-keys.ts";

const migrations: Record<string, string> = {
  "0001-foundation": foundation,
  "0002-deliveries": deliveries,
  "0003-contacts": contacts,
  "0004-effects": effects,
  "0005-sign-in": signIn,
  "0006-api-keys": apiKeys,
};

// Any number that nothing else in the database takes.
const migrateLock = 7_300_211_406;

const migrationSource = {
  getMigrations: async () => Object.keys(migrations),
  getMigrationName: (name: string) => name,
  getMigration: async (name: string) => ({
    up: (tx: { raw(sql: string): PromiseLike<unknown> }) =>
      Promise.resolve(tx.raw(migrations[name] ?? "")).then(() => {}),
    down: async () => {
      throw new Error("Migrations go forward only: restore a backup instead.");
    },
  }),
};

/**
 * Brings the schema up to date; a no-op where it is. Rivals wait for each other on an advisory lock, which ends with its
 * connection, so a migrator that was killed leaves nothing locked.
 * @returns the names of the migrations that ran
 */
export async function migrate({
  databaseUrl,
  queueUrl = databaseUrl,
}: {
  databaseUrl: string;
  queueUrl?: string;
}): Promise<string[]> {
  const guard = connect({ databaseUrl, applicationName: "proppilot migrate guard", poolSize: 1, queryTimeout: 0 });
  const db = connect({ databaseUrl, applicationName: "proppilot migrate", poolSize: 1, queryTimeout: 0 });
  try {
    return await guard.transaction(async (held) => {
      await held.raw("select pg_advisory_xact_lock(?)", [migrateLock]);
      await db.raw("create schema if not exists proppilot");
      const options = { migrationSource, schemaName: "proppilot", tableName: "schema_migrations" };
      await db.migrate.forceFreeMigrationsLock(options);
      const [, names] = await db.migrate.latest(options);
      await migrateQueue(queueUrl);
      return names as string[];
    });
  } finally {
    await Promise.all([db.destroy(), guard.destroy()]);
  }
}

/** True where every migration that this program knows has run. */
export async function schemaIsCurrent(db: ReturnType<typeof connect>): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { name: string }[] }>("select name from proppilot.schema_migrations");
  const done = new Set(rows.map((row) => row.name));
  return Object.keys(migrations).every((name) => done.has(name));
}
