import { until } from "@proppilot/webhook-service/testing/until";
import pg from "pg";
import type { Scene } from "./scene.ts";

/** Runs `meanwhile` while a worker stands in the midst of its transaction, with its first message not written yet. */
export async function amidTransaction({ databaseUrl, ask }: Scene, meanwhile: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("begin; lock table proppilot.messages in share row exclusive mode");
  const waiting = "select count(*) from pg_locks where relation = 'proppilot.messages'::regclass and not granted";
  await until("a worker waits for our lock", async () => (await ask(waiting)) !== "0");
  await meanwhile();
  await client.end();
}
