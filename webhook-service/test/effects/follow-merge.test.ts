import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { v7 as uuidv7 } from "uuid";
import { type NewDelivery, storeDeliveries } from "../../src/deliveries/store-deliveries.ts";
import { until } from "../harness/until.ts";
import { type ConnectedService, startConnectedService } from "./connected-service.ts";

jest.setTimeout(30_000);

let connected: ConnectedService;
beforeAll(async () => {
  connected = await startConnectedService();
});
afterAll(() => connected.close());

const merge = (base: number, mergee: number) =>
  connected.chatwoot("POST", "actions/contact_merge", { base_contact_id: base, mergee_contact_id: mergee });

const panelIdOf = async (chatwootId: number) => {
  const { status, body } = await connected.open(chatwootId);
  expect(status).toBe(200);
  return String(body.id);
};
const conversationsOf = async (panelId: string) => {
  const { body } = await connected.get(`/contacts/${panelId}/conversations`);
  return (body.items as { id: number }[]).map(({ id }) => id).sort((one, other) => one - other);
};

let last = 0;
async function twoPeople() {
  last += 1;
  const base = await connected.write({ name: `Base ${last}`, source_id: `base-${last}` });
  const mergee = await connected.write({ name: `Mergee ${last}`, source_id: `mergee-${last}` });
  await connected.quiet();
  return { base, mergee };
}

/** Old bodies come again under the lanes they had, as a replay or a late delivery. */
async function replay(deliveries: Record<string, unknown>[]) {
  await storeDeliveries(
    connected.service.ctx.db,
    deliveries.map(
      (row) =>
        ({
          id: uuidv7(),
          tenantId: row.tenant_id,
          receivedAt: new Date(),
          source: "chatwoot",
          origin: row.origin,
          event: row.event,
          externalId: null,
          sentAt: null,
          headers: {},
          body: row.body,
          destination: { lane: row.lane },
        }) as NewDelivery,
    ),
  );
  await connected.quiet();
}

describe("a merge in Chatwoot of two whom we know", () => {
  it("is followed at the next message: one contact with both histories, found under every id it ever had", async () => {
    const { base, mergee } = await twoPeople();
    const [basePanel, mergeePanel] = [await panelIdOf(base.contactId), await panelIdOf(mergee.contactId)];
    expect(basePanel).not.toBe(mergeePanel);
    await merge(base.contactId, mergee.contactId);
    await connected.write({ source_id: `mergee-${last}` }, "After the merge");
    await until("the merge is followed", async () => (await panelIdOf(mergee.contactId)) === basePanel);
    await connected.quiet();
    const both = [base.conversationId, mergee.conversationId].sort((one, other) => one - other);
    expect(await conversationsOf(basePanel)).toEqual(both);
    expect(await conversationsOf(mergeePanel)).toEqual(both);
    const [fromOld, fromBase] = [
      await connected.get(`/contacts/${mergeePanel}`),
      await connected.get(`/contacts/${basePanel}`),
    ];
    expect(fromOld).toMatchObject({
      status: 200,
      body: { id: basePanel, chatwootId: base.contactId, name: `Base ${last}` },
    });
    expect(fromOld.body).toEqual(fromBase.body);
    expect(fromBase.body).toMatchObject({ freshness: { gone: false } });
    const messages = await connected.rows<{ content: string; contact_id: string }>("messages");
    expect(messages.filter(({ content }) => content === "After the merge").map((row) => row.contact_id)).toEqual([
      basePanel,
    ]);
    expect(messages.filter((row) => row.contact_id === mergeePanel)).toEqual([]);
  });

  it("leaves no phantom behind when the old deliveries come again, in any order", async () => {
    const { base, mergee } = await twoPeople();
    await merge(base.contactId, mergee.contactId);
    await connected.write({ source_id: `mergee-${last}` }, "After this merge");
    const basePanel = await panelIdOf(base.contactId);
    await until("the merge is followed", async () => (await panelIdOf(mergee.contactId)) === basePanel);
    await connected.quiet();
    const settled = async () => ({
      contacts: (await connected.rows("contacts")).map(({ id, chatwoot_id, merged_into, name, gone }) => ({
        id,
        chatwoot_id,
        merged_into,
        name,
        gone,
      })),
      conversations: await conversationsOf(basePanel),
      messages: (await connected.rows("messages")).map(({ id, contact_id, content }) => ({ id, contact_id, content })),
    });
    const before = await settled();
    const lane = `contact:${mergee.contactId}`;
    const old = (await connected.rows("deliveries")).filter((row) => row.lane === lane);
    expect(old.length).toBeGreaterThan(1);
    await replay(old);
    expect(await settled()).toEqual(before);
    await replay(old.reverse());
    expect(await settled()).toEqual(before);
    expect(await panelIdOf(mergee.contactId)).toBe(basePanel);
  });

  it("is followed through a second merge", async () => {
    const { base: middle, mergee } = await twoPeople();
    const first = last;
    await merge(middle.contactId, mergee.contactId);
    await connected.write({ source_id: `mergee-${first}` }, "After the first merge");
    const middlePanel = await panelIdOf(middle.contactId);
    await until("the first merge is followed", async () => (await panelIdOf(mergee.contactId)) === middlePanel);
    await connected.quiet();
    const { base: end } = await twoPeople();
    await merge(end.contactId, middle.contactId);
    await connected.write({ source_id: `base-${first}` }, "After the second merge");
    const endPanel = await panelIdOf(end.contactId);
    await until("the second merge is followed", async () => (await panelIdOf(mergee.contactId)) === endPanel);
    await connected.quiet();
    expect(await panelIdOf(middle.contactId)).toBe(endPanel);
    expect(await conversationsOf(endPanel)).toEqual(
      [end, middle, mergee].map(({ conversationId }) => conversationId).sort((one, other) => one - other),
    );
  });
});

describe("a merge in Chatwoot into somebody of whom we never heard", () => {
  it("keeps the panel's contact, which lives on under the base's id", async () => {
    const [stranger = 0] = await connected.strangers();
    const { contactId, conversationId } = await connected.write({ name: "Known", source_id: "into-stranger" });
    await connected.quiet();
    const panel = await panelIdOf(contactId);
    const { payload } = await connected.chatwoot<{ payload: { name: string } }>("GET", `contacts/${stranger}`);
    await merge(stranger, contactId);
    await connected.write({ source_id: "into-stranger" }, "It is me");
    await until("the merge is followed", async () => {
      const [old, base] = [await connected.open(contactId), await connected.open(stranger)];
      return old.body.id !== undefined && old.body.id === base.body.id && old.body.chatwootId === stranger;
    });
    await connected.quiet();
    const { body } = await connected.get(`/contacts/${panel}`);
    expect(body).toMatchObject({ chatwootId: stranger, name: payload.name, freshness: { gone: false } });
    expect(await conversationsOf(panel)).toContain(conversationId);
  });
});
