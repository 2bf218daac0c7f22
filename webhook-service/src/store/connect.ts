import knex, { type Knex } from "knex";

export type Db = Knex;
export type Tx = Knex.Transaction;

export interface ConnectOptions {
  databaseUrl: string;
  /** Names the connections in pg_stat_activity. */
  applicationName: string;
  poolSize?: number;
}

/**
 * Opens a pool on our schema. Every wait has a limit: a PostgreSQL that hangs must turn into an error within 2 s (P6),
 * and a process that was frozen in a transaction must not keep its locks for longer than a lane's lease.
 */
export function connect({ databaseUrl, applicationName, poolSize = 10 }: ConnectOptions): Db {
  return knex({
    client: "pg",
    connection: {
      connectionString: databaseUrl,
      application_name: applicationName,
      connectionTimeoutMillis: 1_500,
      statement_timeout: 10_000,
      query_timeout: 12_000,
      idle_in_transaction_session_timeout: 10_000,
      keepAlive: true,
      options: "-c search_path=proppilot,pg_temp -c TimeZone=UTC",
    },
    pool: { min: 0, max: poolSize, acquireTimeoutMillis: 1_800, propagateCreateError: true },
    acquireConnectionTimeout: 1_800,
  });
}
