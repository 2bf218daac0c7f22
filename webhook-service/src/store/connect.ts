import type { Socket } from "node:net";
import knex, { type Knex } from "knex";

export type Db = Knex;
export type Tx = Knex.Transaction;

export interface ConnectOptions {
  databaseUrl: string;
  /** Names the connections in pg_stat_activity. */
  applicationName: string;
  poolSize?: number;
  /** The longest that a query may take, in ms; 0 for a migration, which takes what it takes. */
  queryTimeout?: number;
}

/** The part of pg's client that tells whether a query is under way. */
interface RawConnection {
  readyForQuery: boolean;
  connection: { stream: Socket };
}

/**
 * Opens a pool on our schema. Every wait has a limit: a PostgreSQL that hangs must turn into an error, and a process
 * that was frozen in a transaction must not keep its locks for longer than a lane's lease.
 */
export function connect({ databaseUrl, applicationName, poolSize = 10, queryTimeout = 12_000 }: ConnectOptions): Db {
  return knex({
    client: "pg",
    connection: {
      connectionString: databaseUrl,
      application_name: applicationName,
      connectionTimeoutMillis: 1_500,
      keepAlive: true,
      options: "-c search_path=proppilot,pg_temp -c TimeZone=UTC",
      ...(queryTimeout > 0 && {
        // The server gives up a little earlier than we do, so that it does not go on for nobody.
        statement_timeout: Math.round(queryTimeout * 0.9),
        query_timeout: queryTimeout,
        idle_in_transaction_session_timeout: 10_000,
      }),
    },
    pool: {
      min: 0,
      max: poolSize,
      acquireTimeoutMillis: 1_800,
      propagateCreateError: true,
      afterCreate(connection: RawConnection, done: (error: Error | null, connection: RawConnection) => void) {
        if (queryTimeout > 0) endInSilence(connection, queryTimeout);
        done(null, connection);
      },
    },
    acquireConnectionTimeout: 1_800,
    // A failure reaches whoever asked; knex would print it to stdout as well, past our log.
    log: { warn() {}, error() {} },
  });
}

/**
 * Gives a connection up that owes an answer for longer than a query may take. After a failover the machine behind it is
 * gone without a word: it would go back to the pool after each time-out, to fail the next query too.
 */
function endInSilence(connection: RawConnection, queryTimeout: number): void {
  const { stream } = connection.connection;
  stream.setTimeout(queryTimeout, () => {
    if (!connection.readyForQuery) stream.destroy(new Error("The database went silent."));
  });
}
