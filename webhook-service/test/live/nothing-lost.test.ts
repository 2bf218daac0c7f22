import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Contact, ConversationPage } from "@proppilot/shared-types";
import { inTenant } from "../../src/store/in-tenant.ts";
import { aMessage } from "../harness/bodies.ts";
import { type RunningService, startService, type TestTenant } from "../harness/running-service.ts";
import { until } from "../harness/until.ts";
import { type ReadStream, readStream } from "./read-stream.ts";

let service: RunningService;
let tenant: TestTenant;

beforeAll(async () => {
  service = await startService();
  tenant = await service.addTenant();
});
afterAll(() => service.close());

let lastId = 1_000;
async function writes(contactId: number, conversationId: number, content = "Hello") {
  lastId += 1;
  const message = aMessage({ id: lastId, contactId, conversationId, content, at: 1_767_225_600 + lastId });
  expect((await tenant.deliver(message)).status).toBe(200);
}

async function panelId(chatwootId: number): Promise<string> {
  return until(`contact ${chatwootId} is known`, async () => {
    const rows = await tenant.rows<{ id: string; chatwoot_id: string }>("contacts");
    return rows.find((row) => Number(row.chatwoot_id) === chatwootId)?.id;
  });
}

/** As a merge that was worked off before anybody looked. */
async function wasMerged(from: string, into: string) {
  await inTenant(service.ctx.db, tenant.record.id, async (tx) => {
    await tx("conversations").where({ contact_id: from }).update({ contact_id: into });
    await tx("contacts").where({ id: from }).update({ merged_into: into, gone: true });
  });
}

const conversationsOf = ({ heard }: ReadStream) =>
  new Set(heard.flatMap(({ event }) => (event.event === "conversation" ? [event.data.id] : [])));

it("tells a viewer who comes back of every conversation that changed, however many", async () => {
  await writes(42, 100);
  const id = await panelId(42);
  await tenant.settled();
  await using first = await readStream(tenant, `/live?contact=${id}`);
  const before = await until(
    "the contact",
    () => first.heard.find(({ event }) => event.event === "contact")?.id ?? false,
  );
  const changed = Array.from({ length: 60 }, (_, index) => 200 + index);
  await Promise.all(changed.map((conversationId) => writes(42, conversationId)));
  await tenant.settled();
  await using stream = await readStream(tenant, `/live?contact=${id}`, before);
  await until("all of them", () => conversationsOf(stream).size >= changed.length);
  expect([...conversationsOf(stream)].sort()).toEqual(changed);
  const ids = stream.heard.flatMap((heard) => (heard.id ? [Number(heard.id)] : []));
  expect(ids).toEqual(ids.toSorted((left, right) => left - right));
  const newest = await tenant.rows<{ id: string }>("changes");
  await until("the newest change", () => stream.heard.at(-1)?.id === String(Math.max(...newest.map((row) => +row.id))));
}, 30_000);

it("tells a viewer of a contact that was merged away long ago what happens to its base", async () => {
  await writes(51, 301);
  await writes(52, 302);
  const [base, mergee] = [await panelId(51), await panelId(52)];
  await tenant.settled();
  await wasMerged(mergee, base);
  await using stream = await readStream(tenant, `/live?contact=${mergee}`);
  await until("the base", () => stream.heard.some(({ event }) => event.event === "contact" && event.data.id === base));
  await writes(51, 303);
  await until("the base's new conversation", () => conversationsOf(stream).has(303));
});

it("answers under the id of a contact that was merged away with its base's conversations", async () => {
  await writes(61, 401);
  await writes(62, 402);
  const [base, mergee] = [await panelId(61), await panelId(62)];
  await tenant.settled();
  await wasMerged(mergee, base);
  const contact = (await (await tenant.get(`/contacts/${mergee}`)).json()) as Contact;
  expect(contact.id).toBe(base);
  const page = (await (await tenant.get(`/contacts/${mergee}/conversations`)).json()) as ConversationPage;
  expect(page.items.map((one) => one.id).sort()).toEqual([401, 402]);
  const unknown = await tenant.get(`/contacts/${tenant.record.id}/conversations`);
  expect(unknown.status).toBe(404);
});
