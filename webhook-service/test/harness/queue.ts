import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { Redis } from "ioredis";
import { freePort } from "../../src/embedded/free-port.ts";
import { until } from "./until.ts";

/** What the service can keep its queue in. */
export type QueueBackend = "postgres" | "redis";

/** A queue store of a suite's own. */
export interface TestQueue extends AsyncDisposable {
  /** The service's QUEUE_URL; undefined keeps the queue in its database. */
  url: string | undefined;
  close(): Promise<void>;
}

const redisProgram = ["redis-server", "valkey-server"]
  .flatMap((name) => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)))
  .find((path) => existsSync(path));

/** The backends that this machine can test: `describe.each(queueBackends)`. */
export const queueBackends: QueueBackend[] =
  redisProgram || process.env.TEST_REDIS_URL ? ["postgres", "redis"] : ["postgres"];

/** An empty queue store: a private Redis, or without its program a database of the TEST_REDIS_URL one, which is emptied. */
export async function startTestQueue(backend: QueueBackend): Promise<TestQueue> {
  if (backend === "postgres") return disposable(undefined, async () => {});
  return redisProgram ? startRedis(redisProgram) : borrowRedis();
}

async function startRedis(program: string): Promise<TestQueue> {
  const folder = await mkdtemp(join(tmpdir(), "proppilot-redis-"));
  const port = await freePort();
  const options = [
    "--port",
    `${port}`,
    "--bind",
    "127.0.0.1",
    "--dir",
    folder,
    "--save",
    "",
    "--maxmemory-policy",
    "noeviction",
  ];
  const server = spawn(program, options, { stdio: "ignore" });
  const url = `redis://127.0.0.1:${port}`;
  await until("redis-server answers", () => answers(url));
  return disposable(url, async () => {
    if (server.exitCode === null) {
      server.kill();
      await once(server, "exit");
    }
    await rm(folder, { recursive: true, force: true });
  });
}

/** Suites that run at the same time are in different workers of jest, and each worker takes another database. */
async function borrowRedis(): Promise<TestQueue> {
  const url = new URL(process.env.TEST_REDIS_URL ?? "");
  url.pathname = `/${Number(process.env.JEST_WORKER_ID ?? 0) % 16}`;
  const client = new Redis(url.href);
  await client.flushdb();
  await client.quit();
  return disposable(url.href, async () => {});
}

/** Without retries the client ends by itself where nobody listens. */
async function answers(url: string): Promise<boolean> {
  const client = new Redis(url, { retryStrategy: () => null });
  client.on("error", () => {});
  const answer = await client.ping();
  await client.quit();
  return answer === "PONG";
}

function disposable(url: string | undefined, close: () => Promise<void>): TestQueue {
  return { url, close, [Symbol.asyncDispose]: close };
}
