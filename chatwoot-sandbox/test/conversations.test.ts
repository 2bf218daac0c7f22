import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { requireConversation } from "../src/state/lookups.ts";
import { addMessage } from "../src/verbs/add-message.ts";
import { aSandbox, type Client, dig, inboxId, type TestSandbox, writeIn } from "./support.ts";

let sandbox: TestSandbox;
let grace: Client;

beforeEach(async () => {
  sandbox = await aSandbox();
  grace = sandbox.grace;
});
afterEach(() => sandbox.close());

const idsIn = (body: unknown, path = "payload") => dig<{ id: number }[]>(body, path).map(({ id }) => id);

it("pages messages: the last 20, 20 before, 100 after, all between", async () => {
  const { conversationId, messageId: first } = await writeIn(sandbox);
  const conversation = requireConversation(sandbox.ctx.world, 1, conversationId);
  for (let count = 1; count < 150; count += 1) {
    addMessage(sandbox.ctx, conversation, { content: `${count}`, message_type: "template" });
  }
  const ids = async (query: string) =>
    idsIn((await grace.get(`/accounts/1/conversations/${conversationId}/messages${query}`)).body);
  const last = first + 149;
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  expect(await ids("")).toEqual(range(last - 19, last));
  expect(await ids(`?before=${last - 19}`)).toEqual(range(last - 39, last - 20));
  expect(await ids(`?after=${first}`)).toEqual(range(first + 1, first + 100));
  expect(await ids(`?after=${first}&before=${last}`)).toEqual(range(first, last - 1));
});

it("lists all that changed within some seconds, without paging, of the status asked for", async () => {
  for (let count = 0; count < 27; count += 1)
    await writeIn(sandbox, { contact: { phone_number: `+1555010${1000 + count}` } });
  const stale = sandbox.ctx.world.conversations.get(1);
  if (stale) stale.updated_at -= 3600 * 1_000_000;
  await grace.post("/accounts/1/conversations/2/toggle_status", { status: "resolved" });
  const open = await grace.get("/accounts/1/conversations?updated_within=60");
  expect(idsIn(open.body, "data.payload")).toHaveLength(25);
  const all = await grace.get("/accounts/1/conversations?updated_within=60&status=all");
  expect(idsIn(all.body, "data.payload")).toHaveLength(26);
  const paged = await grace.get("/accounts/1/conversations?status=all&page=2");
  expect(idsIn(paged.body, "data.payload")).toHaveLength(2);
  expect(dig(paged.body, "data.meta")).toEqual({
    mine_count: 0,
    assigned_count: 0,
    unassigned_count: 27,
    all_count: 27,
  });
});

it("replaces a conversation's attributes, unlike a contact's", async () => {
  const { conversationId } = await writeIn(sandbox);
  const path = `/accounts/1/conversations/${conversationId}/custom_attributes`;
  await grace.post(path, { custom_attributes: { a: 1 } });
  expect((await grace.post(path, { custom_attributes: { b: 2 } })).body).toEqual({ custom_attributes: { b: 2 } });
});

it("shows an assignee where there is one and no key where there is none", async () => {
  const { conversationId } = await writeIn(sandbox);
  const path = `/accounts/1/conversations/${conversationId}`;
  expect(dig((await grace.get(path)).body, "meta")).not.toHaveProperty("assignee");
  const assigned = await grace.post(`${path}/assignments`, { assignee_id: 2 });
  expect(assigned.body).toMatchObject({ id: 2, name: "Alan Reyes" });
  expect(dig((await grace.get(path)).body, "meta.assignee.id")).toBe(2);
  expect((await grace.post(`${path}/assignments`, { assignee_id: null })).body).toBeNull();
});

it("counts what no agent has seen, up to ten", async () => {
  const { conversationId } = await writeIn(sandbox);
  for (let count = 0; count < 11; count += 1) await writeIn(sandbox, { conversationId });
  const path = `/accounts/1/conversations/${conversationId}`;
  expect((await grace.get(path)).body).toMatchObject({ unread_count: 10 });
  await grace.post(`${path}/update_last_seen`);
  expect((await grace.get(path)).body).toMatchObject({ unread_count: 0 });
});

it("opens a snoozed conversation with the next message, and a new one after a resolved one", async () => {
  const { conversationId } = await writeIn(sandbox);
  const path = `/accounts/1/conversations/${conversationId}`;
  await grace.post(`${path}/toggle_status`, { status: "snoozed", snoozed_until: 4_000_000_000 });
  expect((await grace.get(path)).body).toMatchObject({ status: "snoozed", snoozed_until: "2096-10-02T07:06:40.000Z" });
  await writeIn(sandbox);
  expect((await grace.get(path)).body).toMatchObject({ status: "open", snoozed_until: null });
  await grace.post(`${path}/toggle_status`, { status: "resolved" });
  expect(await writeIn(sandbox)).toMatchObject({ conversationId: conversationId + 1 });
});

it("never uses a number again, and keeps numbers per account", async () => {
  const { contactId, conversationId } = await writeIn(sandbox);
  await grace.delete(`/accounts/1/contacts/${contactId}`);
  expect((await writeIn(sandbox)).conversationId).toBe(conversationId + 1);
  const elsewhere = { accountId: 2, inboxId: 7, contact: { phone_number: "+447700900123" } };
  expect(await writeIn(sandbox, elsewhere)).toMatchObject({ conversationId: 1 });
});

it("takes incoming messages from the API only in API inboxes, and status changes likewise", async () => {
  const whatsapp = await writeIn(sandbox);
  const api = await writeIn(sandbox, { contact: { name: "Bo", source_id: "b" } }, "Portal leads");
  const send = (id: number) =>
    grace.post(`/accounts/1/conversations/${id}/messages`, { content: "x", message_type: "incoming" });
  expect((await send(whatsapp.conversationId)).status).toBe(422);
  expect((await send(api.conversationId)).body).toMatchObject({ message_type: 0, sender: { id: api.contactId } });
  const setRead = ({ conversationId, messageId }: { conversationId: number; messageId: number }) =>
    grace.patch(`/accounts/1/conversations/${conversationId}/messages/${messageId}`, { status: "read" });
  expect((await setRead(whatsapp)).status).toBe(403);
  expect((await setRead(api)).body).toMatchObject({ status: "read" });
});

it("gives back what was said about a message", async () => {
  const { conversationId } = await writeIn(sandbox);
  const answer = await grace.post(`/accounts/1/conversations/${conversationId}/messages`, {
    content: "Hi",
    content_attributes: { proppilot: { operation: "abc" } },
    echo_id: "e1",
    source_id: "s1",
  });
  expect(answer.body).toMatchObject({
    echo_id: "e1",
    source_id: "s1",
    content_attributes: { proppilot: { operation: "abc" } },
    message_type: 1,
  });
});

it("finds conversations by a filter", async () => {
  await writeIn(sandbox);
  await writeIn(sandbox, { contact: { name: "Bo", source_id: "1000000001" } }, "Telegram");
  const answer = await grace.post("/accounts/1/conversations/filter", {
    payload: [
      { attribute_key: "status", filter_operator: "equal_to", values: ["open"], query_operator: "and" },
      {
        attribute_key: "inbox_id",
        filter_operator: "equal_to",
        values: [inboxId(sandbox, "Telegram")],
        query_operator: null,
      },
    ],
  });
  expect(idsIn(answer.body)).toEqual([2]);
});

it("goes on with the contact that a channel knows by phone number or email", async () => {
  const first = await writeIn(sandbox);
  const mail = { name: "Ada", email: "ada@example.com", phone_number: "+447700900123" };
  expect(await writeIn(sandbox, { contact: mail }, "E-mail")).toMatchObject({ contactId: first.contactId });
});

it("lets a known contact turn up on another channel", async () => {
  const { contactId } = await writeIn(sandbox, { contact: { name: "Bo", source_id: "1000000001" } }, "Telegram");
  await grace.put(`/accounts/1/contacts/${contactId}`, { phone_number: "+15550100001" });
  expect(await writeIn(sandbox, { contact: { id: contactId } })).toMatchObject({ contactId });
  expect(await writeIn(sandbox, { contact: { id: contactId } }, "Instagram")).toMatchObject({ contactId });
  const { body } = await grace.get(`/accounts/1/contacts/${contactId}`);
  const sources = dig<{ source_id: string }[]>(body, "payload.contact_inboxes").map(({ source_id }) => source_id);
  expect(sources).toEqual(["1000000001", "15550100001", expect.stringMatching(/^\d{10}$/)]);
});
