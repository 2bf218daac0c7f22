import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Problem } from "@proppilot/shared-types";
import { v7 as uuidv7 } from "uuid";
import { createGroupCommit } from "../../src/deliveries/group-commit.ts";
import { isDataFault, type NewDelivery, storeDeliveries } from "../../src/deliveries/store-deliveries.ts";
import { aMessage } from "../harness/bodies.ts";
import { type RunningService, startService, type TestTenant } from "../harness/running-service.ts";
import { startDatabaseRelay, type TcpRelay } from "../harness/tcp-relay.ts";
import { until } from "../harness/until.ts";

let relay: TcpRelay;
let service: RunningService;
let tenant: TestTenant;
let passed = 0;

beforeAll(async () => {
  relay = await startDatabaseRelay();
  service = await startService({ work: false, databaseHost: relay.host, now: () => new Date(Date.now() + passed) });
  tenant = await service.addTenant();
});
afterAll(async () => {
  // First the relay: nobody can say goodbye over a connection that stays silent.
  await relay.close();
  await service.close();
});
afterEach(() => relay.heal());

let lastId = 1_000;
const someMessage = () => aMessage({ id: ++lastId });

interface Heard {
  id: number;
  status: number;
  code?: string;
  ms: number;
}

async function send(): Promise<Heard> {
  const message = someMessage();
  const began = performance.now();
  const answer = await tenant.deliver(message);
  const { code } = (await answer.json()) as Partial<Problem>;
  return { id: message.id, status: answer.status, ...(code && { code }), ms: performance.now() - began };
}

/** The ids of the messages that are stored. */
async function storedIds(): Promise<number[]> {
  const rows = await tenant.rows<{ body: string }>("deliveries");
  return rows.map(({ body }) => JSON.parse(body).id);
}

async function works() {
  await until("deliveries are accepted again", async () => (await send()).status === 200, 20_000);
}

/** A hook that was asked for a moment ago is remembered for 5 s: both paths must be quick. */
const hooks = ["remembered", "forgotten"] as const;

describe.each(["cut", "silence"] as const)("while the store's network is in %s", (fault) => {
  it.each(hooks)(
    "a delivery is refused with 503 within 2 s, its hook %s",
    async (hook) => {
      await works();
      if (hook === "forgotten") passed += 5_100;
      relay[fault]();
      const heard = await Promise.all(Array.from({ length: 12 }, send));
      expect(heard.map(({ status, code }) => ({ status, code }))).toEqual(
        heard.map(() => ({ status: 503, code: "store_unreachable" })),
      );
      expect(Math.max(...heard.map(({ ms }) => ms))).toBeLessThan(2_000);
      relay.heal();
      await works();
    },
    40_000,
  );
});

it("never says yes to what is not stored, however often the network breaks", async () => {
  const heard: Heard[] = [];
  let ended = false;
  const senders = Array.from({ length: 8 }, async () => {
    while (!ended) heard.push(await send());
  });
  for (let round = 0; round < 4; round++) {
    await sleep(150);
    relay.cut();
    await sleep(100);
    relay.heal();
  }
  await until("something got through after all that", () => heard.at(-1)?.status === 200);
  ended = true;
  await Promise.all(senders);
  const statuses = new Set(heard.map(({ status }) => status));
  expect([...statuses].sort()).toEqual([200, 503]);
  const stored = new Set(await storedIds());
  expect(heard.filter(({ id, status }) => status === 200 && !stored.has(id))).toEqual([]);
}, 30_000);

it("stores the others of a batch where one can't be stored", async () => {
  const delivery = (body: string): NewDelivery => ({
    id: uuidv7(),
    tenantId: tenant.record.id,
    receivedAt: new Date(),
    source: "chatwoot",
    origin: "pushed",
    event: "batch",
    externalId: null,
    sentAt: null,
    headers: {},
    body,
    destination: { ignored: "unknown_event" },
  });
  let batches = 0;
  const commit = createGroupCommit<NewDelivery>({
    store: (deliveries) => {
      batches += 1;
      return storeDeliveries(service.ctx.db, deliveries);
    },
    isDataFault,
    maxBatch: 256,
    sizeOf: ({ body }) => body.length,
    maxSize: 1_000,
  });
  const bodies = ["first", "good", "\0", "better", "best"];
  const settled = await Promise.allSettled(bodies.map((body) => commit.add(delivery(body), 5_000)));
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled", "fulfilled"]);
  const rows = (await tenant.rows<{ body: string; event: string }>("deliveries")).filter(
    ({ event }) => event === "batch",
  );
  expect(rows.map(({ body }) => body).sort()).toEqual(["best", "better", "first", "good"]);
  expect(batches).toBe(6);
});

it("goes on by itself after a failover that left its connections silent for ever", async () => {
  await Promise.all(Array.from({ length: 10 }, () => tenant.rows("deliveries")));
  relay.forget();
  expect((await send()).status).toBe(503);
  await until(
    "every connection is a working one",
    async () => {
      const [heard] = await Promise.all([
        Promise.all(Array.from({ length: 10 }, send)),
        Promise.all(Array.from({ length: 10 }, () => tenant.rows("tenants"))),
      ]);
      return heard.every(({ status }) => status === 200);
    },
    30_000,
  );
}, 40_000);
