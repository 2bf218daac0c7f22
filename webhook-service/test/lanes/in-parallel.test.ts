import { randomUUID } from "node:crypto";
import { describe, expect, it, jest } from "@jest/globals";
import type { Context } from "../../src/context.ts";
import { storeDeliveries } from "../../src/deliveries/store-deliveries.ts";
import { startWorkers } from "../../src/jobs/start-workers.ts";
import { connect } from "../../src/store/connect.ts";
import { inTenant } from "../../src/store/in-tenant.ts";
import { aContactUpdate } from "../harness/bodies.ts";
import { startTestContext } from "../harness/context.ts";
import { deliveryOf } from "../harness/deliveries.ts";
import { noChatwoot } from "../harness/no-chatwoot.ts";
import { queueBackends, startTestQueue } from "../harness/queue.ts";
import { until } from "../harness/until.ts";
import { type LaneStep, watchLanes } from "./lane-log.ts";

jest.setTimeout(40_000);

const contacts = Array.from({ length: 20 }, (_, index) => index + 1);
const edits = Array.from({ length: 12 }, (_, index) => index + 1);

const edit = (id: number, nth: number) =>
  aContactUpdate({ id, name: `name ${nth}`, updatedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, nth)).toISOString() });

describe.each(queueBackends)("two processes of four workers each, with the queue in %s", (backend) => {
  it("never hold a lane both, and work each off in order while all go on in parallel", async () => {
    await using queue = await startTestQueue(backend);
    await using context = await startTestContext();
    const { ctx: base } = context;
    const config = { ...base.config, queueUrl: queue.url ?? base.config.queueUrl };
    const pools = ["first", "second"].map((name) =>
      connect({ databaseUrl: config.databaseUrl, applicationName: name }),
    );
    const contexts: Context[] = pools.map((db) => ({ ...base, db, config }));
    const steps = await watchLanes(base.db);
    const tenantId = randomUUID();
    const started = contexts.map((ctx) =>
      startWorkers(ctx, { clientOf: noChatwoot, concurrency: 4, queuePrefix: tenantId, sweepEvery: 50 }),
    );
    try {
      const rows = (table: string) => inTenant(base.db, tenantId, (tx) => tx(table).select());
      for (const nth of edits) {
        await storeDeliveries(
          base.db,
          contacts.map((id) => deliveryOf(tenantId, edit(id, nth))),
        );
      }
      await until("all is worked off", async () => (await rows("lane_entries")).length === 0, 20_000);

      expect((await rows("outcomes")).map(({ state }) => state)).toEqual(
        Array.from({ length: contacts.length * edits.length }, () => "done"),
      );
      const names = await inTenant(base.db, tenantId, (tx) =>
        tx("changes as h")
          .join("contacts as c", "c.id", "h.contact_id")
          .where("h.field", "name")
          .orderBy("h.id")
          .select<{ chatwoot_id: string; new: string }[]>("c.chatwoot_id", "h.new"),
      );
      for (const id of contacts) {
        const seen = names.filter((row) => Number(row.chatwoot_id) === id).map((row) => row.new);
        expect([id, seen]).toEqual([id, edits.slice(1).map((nth) => `name ${nth}`)]);
      }
      const noted = await steps();
      expect(heldTwice(noted)).toEqual([]);
      expect(new Set(noted.map(({ by }) => by))).toEqual(new Set(["first", "second"]));
      expect(mostAtOnce(noted)).toBeGreaterThan(1);
    } finally {
      await Promise.all(started.map((workers) => workers.stop()));
      await Promise.all(pools.map((db) => db.destroy()));
    }
  });
});

/** Lanes that were taken while somebody still held them. */
function heldTwice(steps: LaneStep[]): LaneStep[] {
  const held = new Map<string, boolean>();
  return steps.filter((step) => {
    const twice = step.held && held.get(step.lane) === true;
    held.set(step.lane, step.held);
    return twice;
  });
}

function mostAtOnce(steps: LaneStep[]): number {
  const held = new Set<string>();
  const counts = steps.map((step) => {
    if (step.held) held.add(step.lane);
    else held.delete(step.lane);
    return held.size;
  });
  return Math.max(...counts);
}
