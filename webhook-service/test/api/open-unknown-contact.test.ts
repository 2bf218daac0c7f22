import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import { v7 as uuidv7 } from "uuid";
import { openContact } from "../../src/contacts/open-contact.ts";
import { createHub, type Hub } from "../../src/live/hub.ts";
import { inTenant } from "../../src/store/in-tenant.ts";
import { type RunningService, startService, type TestTenant } from "../harness/running-service.ts";
import { until } from "../harness/until.ts";

let service: RunningService;
let tenant: TestTenant;
let hub: Hub;
let looks = 0;

beforeAll(async () => {
  service = await startService({ work: false });
  tenant = await service.addTenant();
  service.ctx.db.on("query", ({ sql }: { sql: string }) => {
    if (sql.includes("recursive chain")) looks += 1;
  });
});
afterAll(() => service.close());
beforeEach(() => {
  hub = createHub();
  looks = 0;
});

const open = (chatwootId: number) =>
  openContact(service.ctx, {
    tenantId: tenant.record.id,
    chatwootId,
    definitions: new Map(),
    hub,
    wakeEffects: () => {},
  });

async function becomesKnown(chatwootId: number): Promise<string> {
  const id = uuidv7();
  const now = service.ctx.now();
  const row = { id, tenant_id: tenant.record.id, chatwoot_id: chatwootId, name: "Ada", stage: "new" };
  await inTenant(service.ctx.db, tenant.record.id, (tx) =>
    tx("contacts").insert({ ...row, stage_since: now, first_seen_at: now, updated_at: now }),
  );
  return id;
}

const announce = (contactId: string, chatwootId: number) =>
  hub.publish({ tenantId: tenant.record.id, contactId, chatwootId, changeId: "1" });

it("asks the store a few times while it waits, and says after 2 s that it takes longer", async () => {
  const begun = performance.now();
  expect(await open(1)).toBeNull();
  expect(performance.now() - begun).toBeGreaterThan(1_950);
  expect(looks).toBeLessThanOrEqual(10);
});

it("shows the contact as soon as it is announced", async () => {
  const waits: number[] = [];
  for (const chatwootId of [11, 12, 13]) {
    const opening = open(chatwootId);
    const seen = looks;
    // Right after a look the next one is far away.
    await until("it looked again", () => looks >= seen + 2);
    const id = await becomesKnown(chatwootId);
    const begun = performance.now();
    announce(id, chatwootId);
    expect(await opening).toMatchObject({ id, chatwootId });
    waits.push(performance.now() - begun);
  }
  expect(Math.min(...waits)).toBeLessThan(100);
});

it("is not woken by other contacts, and leaves nothing behind in the hub", async () => {
  const opening = open(31);
  const noise = setInterval(() => announce(uuidv7(), 32), 5);
  await opening;
  clearInterval(noise);
  expect(looks).toBeLessThanOrEqual(10);
  expect(hub.size()).toBe(0);
});

it("finds the contact by looking where the announcement got lost", async () => {
  const opening = open(41);
  await until("it waits", () => hub.size() === 1);
  await becomesKnown(41);
  await expect(opening).resolves.toMatchObject({ chatwootId: 41 });
});
