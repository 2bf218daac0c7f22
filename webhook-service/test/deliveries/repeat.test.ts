import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { noChatwoot } from "../harness/no-chatwoot.ts";
import { recordedWebhooks } from "../harness/recorded-payloads.ts";
import { type RunningService, startService, type TestTenant } from "../harness/running-service.ts";

let service: RunningService;
let passed = 0;

beforeAll(async () => {
  service = await startService({ clientOf: noChatwoot, now: () => new Date(Date.now() + passed) });
});
afterAll(() => service.close());

/** All that deliveries lead to; how often a failing read was tried is not of it. */
async function everything(tenant: TestTenant): Promise<Record<string, unknown[]>> {
  const tables = ["contacts", "channels", "conversations", "messages", "inboxes", "changes"];
  const rows = await Promise.all(tables.map(async (table) => [table, await tenant.rows(table)] as const));
  const effects = await tenant.rows<{ operation: string; wanted: number; payload: unknown }>("effects");
  const owed = effects.map(({ operation, wanted, payload }) => ({ operation, wanted, payload }));
  return { ...Object.fromEntries(rows), owed };
}

const aWeek = 7 * 24 * 3_600_000;

it.each(recordedWebhooks)(
  "$file changes nothing the second time, be it under its own id, another, or next week",
  async (recorded) => {
    const { file, accountId, body } = recorded;
    const tenant = await service.addTenant({ accountId, chatwootUrl: `https://${file}.test` });
    const deliveryId = "5de1adc5-2a74-435e-95c7-eebfac9ff52b";
    await tenant.deliver(body, { deliveryId });
    await tenant.settled();
    const once = await everything(tenant);

    await tenant.deliver(body, { deliveryId });
    await tenant.deliver(body);
    await tenant.settled();
    expect(await everything(tenant)).toEqual(once);

    passed += aWeek;
    await Promise.all([1, 2, 3].map(() => tenant.deliver(body)));
    await tenant.settled();
    expect(await everything(tenant)).toEqual(once);

    const outcomes = await tenant.rows<{ state: string; reason: string | null }>("outcomes");
    const again = outcomes.filter(({ state, reason }) => state === "ignored" && reason !== null);
    expect([outcomes.length, again.length >= 5]).toEqual([6, true]);
  },
);

it("every recorded payload told backwards to one contact's lane adds nothing that was told before", async () => {
  const tenant = await service.addTenant({ accountId: 1, chatwootUrl: "https://backwards.test" });
  const ofOne = recordedWebhooks.filter(({ body }) => JSON.stringify(body).includes('"id":6,'));
  expect(ofOne.length).toBeGreaterThan(2);
  const mine = ofOne.map(({ body }) =>
    JSON.parse(JSON.stringify(body).replace(/"account(_id":|":\{"id":)\d+/g, '"account$11')),
  );
  for (const body of mine) expect((await tenant.deliver(body)).status).toBe(200);
  await tenant.settled();
  const once = await everything(tenant);
  for (const body of mine.toReversed()) await tenant.deliver(body);
  await tenant.settled();
  const again = await everything(tenant);
  expect(again.changes).toEqual(once.changes);
  expect(again.conversations).toEqual(once.conversations);
});
