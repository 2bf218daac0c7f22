import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { requireContact } from "../src/state/lookups.ts";
import { deleteContact } from "../src/verbs/delete-contact.ts";
import { updateContact } from "../src/verbs/update-contact.ts";
import { aReceiver, aSandbox, dig, type Receiver, subscribe, type TestSandbox, until, writeIn } from "./support.ts";

let sandbox: TestSandbox;
let receiver: Receiver;

beforeEach(async () => {
  sandbox = await aSandbox();
  receiver = await aReceiver();
});
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

const names = () => receiver.received.map(({ body }) => dig<string>(body, "event")).sort();
const changedKeys = (body: unknown) =>
  dig<object[]>(body, "changed_attributes").flatMap((change) => Object.keys(change));

const settled = () => until(() => sandbox.ctx.jobs.pending() === 0);

it("tells a first message as contact, conversation, message and the two updates around them", async () => {
  await subscribe(sandbox, receiver);
  await writeIn(sandbox);
  await settled();
  expect(names()).toEqual([
    "contact_created",
    "contact_updated",
    "conversation_created",
    "conversation_updated",
    "message_created",
  ]);
  const [update] = receiver.named("conversation_updated");
  expect(dig(update?.body, "changed_attributes.0")).toEqual({ id: { previous_value: null, current_value: 1 } });
  expect(changedKeys(update?.body)).toContain("waiting_since");
});

it("makes noise with each further incoming message: activity and version, nothing else", async () => {
  const { conversationId } = await writeIn(sandbox);
  await subscribe(sandbox, receiver);
  await writeIn(sandbox, { conversationId });
  await settled();
  expect(names()).toEqual(["contact_updated", "message_created"]);
  expect(changedKeys(receiver.named("contact_updated")[0]?.body)).toEqual(["updated_at", "last_activity_at"]);
});

it("sends private notes and no activity messages", async () => {
  const { conversationId } = await writeIn(sandbox);
  await subscribe(sandbox, receiver);
  await sandbox.grace.post(`/accounts/1/conversations/${conversationId}/messages`, { content: "psst", private: true });
  await sandbox.grace.post(`/accounts/1/conversations/${conversationId}/assignments`, { assignee_id: 2 });
  await settled();
  expect(names()).toEqual(["conversation_updated", "message_created"]);
  expect(receiver.named("message_created")[0]?.body).toMatchObject({ private: true, content: "psst" });
  const { body } = await sandbox.grace.get(`/accounts/1/conversations/${conversationId}/messages`);
  expect(dig<{ message_type: number }[]>(body, "payload").at(-1)?.message_type).toBe(2);
});

it("tells an answer of an agent as message and as the end of waiting", async () => {
  const { conversationId } = await writeIn(sandbox);
  await subscribe(sandbox, receiver);
  await sandbox.alan.post(`/accounts/1/conversations/${conversationId}/messages`, { content: "Hello" });
  await settled();
  expect(names()).toEqual(["conversation_updated", "message_created"]);
  expect(changedKeys(receiver.named("conversation_updated")[0]?.body).sort()).toEqual([
    "first_reply_created_at",
    "updated_at",
    "waiting_since",
  ]);
  expect(receiver.named("message_created")[0]?.body).toMatchObject({
    message_type: "outgoing",
    sender: { name: "Alan Reyes", type: "user" },
    conversation: { waiting_since: 0 },
  });
});

it("tells that an answered customer waits again", async () => {
  const { conversationId } = await writeIn(sandbox);
  await sandbox.alan.post(`/accounts/1/conversations/${conversationId}/messages`, { content: "Hello" });
  await subscribe(sandbox, receiver, ["conversation_updated"]);
  await writeIn(sandbox, { conversationId });
  await settled();
  expect(receiver.received.map(({ body }) => changedKeys(body))).toEqual([["updated_at", "waiting_since"]]);
  expect(dig(receiver.received[0]?.body, "changed_attributes.1.waiting_since.previous_value")).toBeNull();
});

it("says nothing of a record that has gone by the time its job runs", async () => {
  const { contactId } = await writeIn(sandbox);
  await subscribe(sandbox, receiver);
  const contact = requireContact(sandbox.ctx.world, contactId);
  updateContact(sandbox.ctx, contact, { name: "Ida" });
  deleteContact(sandbox.ctx, contact);
  await settled();
  expect(names()).toEqual([]);
});

it("tells a change of status twice, one of them without saying what changed", async () => {
  const { conversationId } = await writeIn(sandbox);
  await subscribe(sandbox, receiver);
  await sandbox.grace.post(`/accounts/1/conversations/${conversationId}/toggle_status`, { status: "resolved" });
  await settled();
  expect(names()).toEqual(["conversation_status_changed", "conversation_updated"]);
  expect(receiver.named("conversation_status_changed")[0]?.body).toMatchObject({
    status: "resolved",
    changed_attributes: null,
  });
});

it("tells a first status that is not open", async () => {
  const { contactId } = await writeIn(sandbox);
  await subscribe(sandbox, receiver, ["conversation_status_changed"]);
  await sandbox.grace.post("/accounts/1/conversations", { contact_id: contactId, inbox_id: 1, status: "pending" });
  await settled();
  expect(names()).toEqual(["conversation_status_changed"]);
});

it("shows label changes as arrays, on conversations also as one string", async () => {
  const { conversationId, contactId } = await writeIn(sandbox);
  await subscribe(sandbox, receiver);
  await sandbox.grace.post(`/accounts/1/conversations/${conversationId}/labels`, { labels: ["VIP", "hot-lead"] });
  await sandbox.grace.post(`/accounts/1/contacts/${contactId}/labels`, { labels: ["vip"] });
  await settled();
  expect(dig(receiver.named("conversation_updated")[0]?.body, "changed_attributes")).toEqual([
    { updated_at: expect.anything() },
    { cached_label_list: { previous_value: null, current_value: "vip, hot-lead" } },
    { label_list: { previous_value: [], current_value: ["vip", "hot-lead"] } },
  ]);
  const [contact] = receiver.named("contact_updated");
  expect(changedKeys(contact?.body)).toEqual(["updated_at", "label_list"]);
  expect(contact?.body).not.toHaveProperty("labels");
});

it("says nothing of notes, of a deleted contact, or of an edit that changed nothing", async () => {
  const { contactId } = await writeIn(sandbox);
  await subscribe(sandbox, receiver);
  await sandbox.grace.put(`/accounts/1/contacts/${contactId}`, { name: "Ada Example" });
  await sandbox.grace.post(`/accounts/1/contacts/${contactId}/notes`, { note: { content: "careful" } });
  await sandbox.grace.delete(`/accounts/1/contacts/${contactId}`);
  await settled();
  expect(sandbox.ctx.world.messages.size).toBe(0);
  expect(names()).toEqual([]);
});

it("tells a merge only as an update of each message that the mergee had sent", async () => {
  const base = await writeIn(sandbox);
  const other = await writeIn(sandbox, { contact: { name: "Ada", source_id: "1000000001" } }, "Telegram");
  await writeIn(sandbox, { conversationId: other.conversationId });
  await subscribe(sandbox, receiver);
  const ids = { base_contact_id: base.contactId, mergee_contact_id: other.contactId };
  await sandbox.alan.post("/accounts/1/actions/contact_merge", ids);
  await settled();
  expect(names()).toEqual(["message_updated", "message_updated"]);
  for (const { body } of receiver.received) {
    expect(body).toMatchObject({
      sender: { id: base.contactId },
      conversation: { id: other.conversationId, meta: { sender: { id: base.contactId } } },
    });
  }
});

it("tells a deleted message as an update that marks it", async () => {
  const { conversationId, messageId } = await writeIn(sandbox);
  await subscribe(sandbox, receiver);
  await sandbox.alan.delete(`/accounts/1/conversations/${conversationId}/messages/${messageId}`);
  await settled();
  expect(names()).toEqual(["message_updated"]);
  expect(receiver.received[0]?.body).toMatchObject({ content_attributes: { deleted: true } });
});

it("saves every tagged record when a label is renamed", async () => {
  const { conversationId, contactId } = await writeIn(sandbox);
  const created = await sandbox.grace.post("/accounts/1/labels", { label: { title: "Hot" } });
  await sandbox.grace.post(`/accounts/1/conversations/${conversationId}/labels`, { labels: ["hot"] });
  await sandbox.grace.post(`/accounts/1/contacts/${contactId}/labels`, { labels: ["hot", "vip"] });
  await subscribe(sandbox, receiver);
  await sandbox.grace.patch(`/accounts/1/labels/${dig(created.body, "id")}`, { label: { title: "burning" } });
  await until(() => receiver.received.length === 2);
  expect(names()).toEqual(["contact_updated", "conversation_updated"]);
  const { body } = await sandbox.grace.get(`/accounts/1/contacts/${contactId}/labels`);
  expect(body).toEqual({ payload: ["burning", "vip"] });
});

it("tells typing from 4.2 on, and the opening of the website's window", async () => {
  const { conversationId } = await writeIn(sandbox);
  await subscribe(sandbox, receiver);
  await sandbox.control.post("/typing", { accountId: 1, conversationId, on: true });
  await sandbox.alan.post(`/accounts/1/conversations/${conversationId}/toggle_typing_status`, { typing_status: "off" });
  await settled();
  expect(names()).toEqual(["conversation_typing_off", "conversation_typing_on"]);
  await sandbox.control.put("/version", { version: "3.16" });
  await sandbox.control.post("/typing", { accountId: 1, conversationId, on: true });
  await sandbox.control.post("/widget", { inboxId: 3 });
  await until(() => receiver.named("webwidget_triggered").length === 1);
  expect(receiver.named("conversation_typing_on")).toHaveLength(1);
  expect(receiver.named("webwidget_triggered")[0]?.body).toMatchObject({
    account: { id: 1 },
    current_conversation: null,
    event_info: { browser_language: "en" },
  });
});

it("gives a conversation a later version with every change", async () => {
  const { conversationId } = await writeIn(sandbox);
  await subscribe(sandbox, receiver, ["message_created"]);
  for (let count = 1; count <= 5; count += 1) {
    await writeIn(sandbox, { conversationId });
    await settled();
  }
  const versions = receiver.received.map(({ body }) => dig<number>(body, "conversation.updated_at"));
  expect(versions).toHaveLength(5);
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
});
