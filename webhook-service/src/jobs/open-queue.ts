import {
  createPostgresBackend,
  type JobProgress,
  type PostgresConnectionOptions,
  type PostgresQueueBackend,
  Queue,
  Worker,
} from "bullmq";
import type { Config } from "../config/load-config.ts";

/** What a job says: there is work of this kind. What the work is, stands in PostgreSQL. */
export type Work = "lanes" | "effects";

export const bullmqSchema = "bullmq";

// The 30 s defaults would take a minute to notice a killed worker (DESIGN §5), and after an outage of its database a
// worker would sit idle for 15 s before it asks again.
const workerTimes = {
  lockDuration: 10_000,
  stalledInterval: 5_000,
  maxStalledCount: 1_000_000,
  runRetryDelay: 1_000,
};

// Nothing of a job is worth keeping: its history would only grow.
const forgotten = { removeOnComplete: true, removeOnFail: true };

export function isRedis(queueUrl: string): boolean {
  return /^rediss?:/.test(queueUrl);
}

function redisConnection(queueUrl: string, blocking: boolean) {
  return { url: queueUrl, maxRetriesPerRequest: blocking ? null : 1, enableOfflineQueue: blocking };
}

function postgresConnection(queueUrl: string) {
  return {
    connectionString: queueUrl,
    schema: bullmqSchema,
    max: 4,
    connectionTimeoutMillis: 1_500,
    // A query that gets no answer takes its connection with it, as after a failover.
    query_timeout: 12_000,
    keepAlive: true,
  };
}

/** Opens the sending end. Its database must be there: a queue that is made while it is down stays dead. */
export function openQueue(config: Config, work: Work, prefix?: string): Queue {
  const options = { defaultJobOptions: forgotten, ...(prefix && { prefix }) };
  if (isRedis(config.queueUrl)) {
    return new Queue(work, { ...options, connection: redisConnection(config.queueUrl, false) });
  }
  // The backends differ in type parameters only; everything that we call is common to both.
  return new Queue<unknown, unknown, string, unknown, unknown, string, PostgresQueueBackend, PostgresConnectionOptions>(
    work,
    { ...options, connection: postgresConnection(config.queueUrl) },
    createPostgresBackend,
  ) as unknown as Queue;
}

/** Opens the receiving end: `run` is called once a job, `concurrency` at a time. */
export function openWorker(
  config: Config,
  work: Work,
  run: () => Promise<void>,
  { concurrency, prefix }: { concurrency: number; prefix?: string },
): Worker {
  const options = { ...workerTimes, concurrency, ...(prefix && { prefix }) };
  if (isRedis(config.queueUrl)) {
    return new Worker(work, run, { ...options, connection: redisConnection(config.queueUrl, true) });
  }
  return new Worker<unknown, void, string, PostgresQueueBackend, JobProgress, PostgresConnectionOptions>(
    work,
    run,
    { ...options, connection: postgresConnection(config.queueUrl) },
    createPostgresBackend,
  ) as unknown as Worker;
}
