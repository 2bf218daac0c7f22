import bullmq, { runMigrations } from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";
import { bullmqSchema, isRedis } from "./open-queue.ts";

/** Makes or renews the queue's own tables. BullMQ never does so on connect; Redis needs none. */
export async function migrateQueue(queueUrl: string): Promise<void> {
  if (isRedis(queueUrl)) return;
  await withClient(queueUrl, (client) => runMigrations(client, bullmqSchema));
}

/**
 * Is the queue's database there, with the tables that this BullMQ expects? BullMQ itself compares major versions only,
 * and a Queue that is made while its database is down stays dead (DESIGN §5).
 */
export async function queueIsReady(queueUrl: string): Promise<boolean> {
  if (isRedis(queueUrl)) return redisAnswers(queueUrl);
  return withClient(queueUrl, async (client) => {
    const { rows } = await client.query(`select max(version)::int as version from ${bullmqSchema}.migration`);
    return rows[0]?.version >= bullmq.LATEST_SCHEMA_VERSION;
  });
}

async function redisAnswers(url: string): Promise<boolean> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 1_500,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // What went wrong is in the rejection; the event needs a listener all the same.
  redis.on("error", () => {});
  try {
    await redis.connect();
    return (await redis.ping()) === "PONG";
  } finally {
    redis.disconnect();
  }
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 1_500 });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
