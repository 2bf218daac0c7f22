import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { aSandbox, dig, type TestSandbox, writeIn } from "./support.ts";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await aSandbox();
});
afterEach(() => sandbox.close());

async function aPair() {
  const base = await writeIn(sandbox, {
    contact: {
      name: "Ada",
      phone_number: "+447700900123",
      custom_attributes: { budget: "500", deep: { a: 1 }, blank: "" },
    },
  });
  const mergee = await writeIn(
    sandbox,
    {
      contact: {
        name: "Ada T.",
        email: "ada@example.com",
        source_id: "1000000001",
        custom_attributes: { budget: "900", deep: { a: 2, b: 3 }, blank: "filled" },
      },
    },
    "Telegram",
  );
  const merge = () =>
    sandbox.alan.post("/accounts/1/actions/contact_merge", {
      base_contact_id: base.contactId,
      mergee_contact_id: mergee.contactId,
    });
  return { base, mergee, merge };
}

it("lets the base win, fills its blanks and merges objects all the way down", async () => {
  const { base, merge } = await aPair();
  const answer = await merge();
  expect(answer.body).toMatchObject({
    id: base.contactId,
    name: "Ada",
    phone_number: "+447700900123",
    email: "ada@example.com",
    custom_attributes: { budget: "500", deep: { a: 1, b: 3 }, blank: "filled" },
  });
  expect(answer.body).not.toHaveProperty("contact_inboxes");
});

it("moves conversations, messages, channels and notes, and the mergee turns to 404", async () => {
  const { base, mergee, merge } = await aPair();
  await sandbox.grace.post(`/accounts/1/contacts/${mergee.contactId}/notes`, { note: { content: "moved" } });
  await merge();
  expect((await sandbox.grace.get(`/accounts/1/contacts/${mergee.contactId}`)).status).toBe(404);
  const conversation = await sandbox.grace.get(`/accounts/1/conversations/${mergee.conversationId}`);
  expect(conversation.body).toMatchObject({ meta: { sender: { id: base.contactId } } });
  const messages = await sandbox.grace.get(`/accounts/1/conversations/${mergee.conversationId}/messages`);
  expect(dig(messages.body, "payload.0.sender.id")).toBe(base.contactId);
  const contact = await sandbox.grace.get(`/accounts/1/contacts/${base.contactId}`);
  expect(dig(contact.body, "payload.contact_inboxes")).toMatchObject([
    { source_id: "447700900123" },
    { source_id: "1000000001" },
  ]);
  const notes = await sandbox.grace.get(`/accounts/1/contacts/${base.contactId}/notes`);
  expect(notes.body).toMatchObject([{ content: "moved" }]);
});

it("does not carry over labels and blocking", async () => {
  const { base, mergee, merge } = await aPair();
  await sandbox.grace.post(`/accounts/1/contacts/${mergee.contactId}/labels`, { labels: ["vip"] });
  await sandbox.grace.put(`/accounts/1/contacts/${mergee.contactId}`, { blocked: true });
  expect((await merge()).body).toMatchObject({ blocked: false });
  expect((await sandbox.grace.get(`/accounts/1/contacts/${base.contactId}/labels`)).body).toEqual({ payload: [] });
});

it("does nothing with one contact twice, and knows no contact of another account", async () => {
  const { base } = await aPair();
  const same = { base_contact_id: base.contactId, mergee_contact_id: base.contactId };
  expect((await sandbox.alan.post("/accounts/1/actions/contact_merge", same)).status).toBe(200);
  expect((await sandbox.grace.get(`/accounts/1/contacts/${base.contactId}`)).status).toBe(200);
  expect((await sandbox.miriam.post("/accounts/2/actions/contact_merge", same)).status).toBe(404);
});
