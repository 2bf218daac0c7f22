import { describe, expect, it } from "@jest/globals";
import { Redis } from "ioredis";
import { queueBackends, startTestQueue } from "./queue.ts";

it("always offers the queue inside the database", async () => {
  expect(queueBackends).toContain("postgres");
  await using queue = await startTestQueue("postgres");
  expect(queue.url).toBeUndefined();
});

const withRedis = queueBackends.includes("redis") ? describe : describe.skip;

withRedis("with a Redis", () => {
  it("starts empty and keeps what it takes", async () => {
    await using queue = await startTestQueue("redis");
    const client = new Redis(queue.url ?? "");
    expect(await client.dbsize()).toBe(0);
    await client.set("lane", "1");
    expect(await client.get("lane")).toBe("1");
    await client.quit();
  });
});
