import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { runSql } from "@proppilot/webhook-service/testing/database";
import { queueBackends } from "@proppilot/webhook-service/testing/queue";
import { Redis } from "ioredis";
import { audit } from "./audit.ts";
import { printFigures } from "./print-figures.ts";
import { type Scene, setScene } from "./scene.ts";

/** All that BullMQ ever wrote, its own bookkeeping included; not its schema. */
async function loseQueue({ databaseUrl, queueUrl }: Scene): Promise<void> {
  if (queueUrl) {
    const redis = new Redis(queueUrl);
    await redis.flushall();
    await redis.quit();
    return;
  }
  const list = "string_agg(format('%I.%I', schemaname, tablename), ', ')";
  const { rows } = await runSql(
    databaseUrl,
    `select ${list} as tables from pg_tables
    where schemaname = 'bullmq' and tablename not like '%migration%'`,
  );
  await runSql(databaseUrl, `truncate ${rows[0].tables}`);
}

describe.each(queueBackends)("the queue in %s", (backend) => {
  it("works everything off although the queue forgets all of it under load, three times", async () => {
    await using scene = await setScene({ backend });
    await scene.startServe();
    await scene.startWork();
    scene.load.start(scene.hook);
    for (let loss = 0; loss < 3; loss += 1) {
      await sleep(500 + scene.random() * 1_000);
      await loseQueue(scene);
    }
    await scene.load.finish();
    const endedAfter = await scene.settled(60_000);
    const { faults, ...result } = await audit(scene);
    await printFigures(scene, `queue in ${backend} lost`, { ...scene.load.counts, ...result, endedAfter });
    expect(faults).toEqual([]);
    expect(result.acknowledged).toBe(scene.load.counts.sent);
  });
});
