import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { aSandbox, dig, type TestSandbox, writeIn } from "../support.ts";
import { formDifferences, recorded } from "./shape.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
afterAll(() => sandbox.close());

it("shows a contact the way 3.x did: with far too much about each inbox, secrets included", async () => {
  await sandbox.control.put("/version", { version: "3.16" });
  const { contactId } = await writeIn(sandbox, { contact: { name: "Ada", email: "ada@example.com" } }, "Website");
  const answer = await sandbox.grace.get(`/accounts/1/contacts/${contactId}`);
  const outside = formDifferences(recorded("30-rest-contact-show"), answer.body).filter(
    (difference) => !difference.startsWith("/payload/contact_inboxes/*/inbox/"),
  );
  expect(outside).toEqual([]);
  const inbox = dig<object>(answer.body, "payload.contact_inboxes.0.inbox");
  const theirs = dig<object>(recorded("30-rest-contact-show"), "payload.contact_inboxes.0.inbox");
  expect(Object.keys(theirs)).toEqual(expect.arrayContaining(["hmac_token", "website_token"]));
  expect(Object.keys(inbox)).toEqual(expect.arrayContaining(["hmac_token", "website_token"]));
});

it("shows only what names an inbox since 4.0", async () => {
  await sandbox.control.put("/version", { version: "4.10" });
  const { contactId } = await writeIn(sandbox);
  const answer = await sandbox.grace.get(`/accounts/1/contacts/${contactId}`);
  expect(Object.keys(dig(answer.body, "payload.contact_inboxes.0.inbox"))).toEqual([
    "id",
    "avatar_url",
    "channel_id",
    "name",
    "channel_type",
    "provider",
  ]);
});

it("lists filtered conversations the way 3.x did", async () => {
  await sandbox.control.put("/version", { version: "3.16" });
  const { conversationId } = await writeIn(sandbox, { contact: { name: "Bo", source_id: "b" } }, "Portal leads");
  await sandbox.grace.post(`/accounts/1/conversations/${conversationId}/messages`, { content: "Hi" });
  const answer = await sandbox.grace.post("/accounts/1/conversations/filter", {
    payload: [{ attribute_key: "display_id", filter_operator: "equal_to", values: [conversationId] }],
  });
  expect(formDifferences(recorded("32-rest-conversations-filter"), answer.body)).toEqual([
    // The count came with a later 3.x than the recorded one.
    "/meta/assigned_count is extra",
  ]);
});

it("shows a profile the way 4.x of 2025 did", async () => {
  await sandbox.control.put("/version", { version: "4.10" });
  const answer = await sandbox.grace.get("/profile");
  expect(formDifferences(recorded("35-rest-profile"), answer.body)).toEqual([
    // Only where identity checks are set up (CONTRACT 3.10).
    "/hmac_identifier is missing",
  ]);
});

it("adds rights and plan to a profile's accounts in 4.16", async () => {
  await sandbox.control.put("/version", { version: "4.16" });
  const answer = await sandbox.grace.get("/profile");
  expect(dig(answer.body, "accounts.0")).toMatchObject({ permissions: ["administrator"], api_and_webhooks: true });
});
