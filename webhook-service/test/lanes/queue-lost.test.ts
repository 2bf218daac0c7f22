import { describe, expect, it, jest } from "@jest/globals";
import { Redis } from "ioredis";
import { startWorkers } from "../../src/jobs/start-workers.ts";
import { aContactUpdate } from "../harness/bodies.ts";
import { runSql } from "../harness/database.ts";
import { noChatwoot } from "../harness/no-chatwoot.ts";
import { queueBackends, startTestQueue } from "../harness/queue.ts";
import { startService } from "../harness/running-service.ts";
import { until } from "../harness/until.ts";

jest.setTimeout(40_000);

/** Empties the queue's own store while its users are connected. */
async function loseEverything(queueUrl: string): Promise<void> {
  if (queueUrl.startsWith("redis")) {
    const client = new Redis(queueUrl);
    await client.flushall();
    await client.quit();
    return;
  }
  const { rows } = await runSql(
    queueUrl,
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'",
  );
  // Its users are in the midst of using it: PostgreSQL may take either side's side in a deadlock.
  await until("the queue is empty", async () => {
    await runSql(queueUrl, `truncate ${rows.map(({ name }) => name).join(", ")} cascade`);
    return true;
  });
}

describe.each(queueBackends)("with the queue in %s", (backend) => {
  it("what waits is worked off although the queue lost everything, again and again", async () => {
    await using queue = await startTestQueue(backend);
    await using service = await startService({ queueUrl: queue.url, clientOf: noChatwoot });
    const tenant = await service.addTenant();
    const send = async (id: number) => expect((await tenant.deliver(aContactUpdate({ id }))).status).toBe(200);
    await send(1);
    await tenant.settled();
    for (const round of [2, 3, 4]) {
      const sent = Promise.all([send(round * 10), send(round * 10 + 1), send(round * 10 + 2)]);
      await loseEverything(service.ctx.config.queueUrl);
      await sent;
      await loseEverything(service.ctx.config.queueUrl);
      await tenant.settled();
    }
    expect((await tenant.rows("contacts")).length).toBe(10);
  });

  it("what was stored before there was any worker is found by the sweeper", async () => {
    await using queue = await startTestQueue(backend);
    await using service = await startService({ queueUrl: queue.url, work: false });
    const tenant = await service.addTenant();
    await tenant.deliver(aContactUpdate({ id: 1 }));
    await loseEverything(service.ctx.config.queueUrl);
    expect((await tenant.rows("lane_entries")).length).toBe(1);
    const workers = startWorkers(service.ctx, { clientOf: noChatwoot, sweepEvery: 100 });
    try {
      await until("the sweeper found it", async () => (await tenant.rows("lane_entries")).length === 0);
    } finally {
      await workers.stop();
    }
  });
});
