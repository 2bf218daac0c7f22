import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { addMessage } from "../../src/verbs/add-message.ts";
import { receiveMessage } from "../../src/verbs/receive-message.ts";
import type { Version } from "../../src/versions.ts";
import {
  aReceiver,
  aSandbox,
  dig,
  inboxId,
  type Receiver,
  subscribe,
  type TestSandbox,
  until,
  writeIn,
} from "../support.ts";
import { changedKeys, formDifferences, recorded } from "./shape.ts";

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

/** The first body of an event that comes of doing something, played in a release. */
async function bodyOf(version: Version, event: string, act: () => unknown): Promise<unknown> {
  await sandbox.control.put("/version", { version });
  await subscribe(sandbox, receiver);
  await act();
  await until(() => receiver.named(event).length > 0);
  return receiver.named(event)[0]?.body;
}

const aVisitorWrites = () => writeIn(sandbox, { contact: {} }, "Website");

describe("the sandbox writes what Chatwoot wrote", () => {
  it("for a WhatsApp message (01)", async () => {
    const earlier = await writeIn(sandbox);
    await sandbox.grace.post(`/accounts/1/conversations/${earlier.conversationId}/assignments`, { assignee_id: 1 });
    const body = await bodyOf("4.10", "message_created", () => writeIn(sandbox));
    expect(formDifferences(dig(recorded("01-message_created-whatsapp-cloud-with-headers"), "body"), body)).toEqual([]);
  });

  it("for a message of an API inbox before 4.8 (05)", async () => {
    const contact = { name: "Linus", phone_number: "+15550100001", identifier: "15550100001@s.whatsapp.net" };
    const body = await bodyOf("4.10", "message_created", () => writeIn(sandbox, { contact }, "Portal leads"));
    expect(formDifferences(recorded("05-message_created-api-inbox-incoming"), body)).toEqual([
      "/conversation/meta/assignee_type is extra",
    ]);
  });

  it("for a Telegram message before contacts could be blocked (07)", async () => {
    const contact = { name: "Alan ", source_id: "1000000001", additional_attributes: { username: "example_user" } };
    const body = await bodyOf("3.16", "message_created", () => writeIn(sandbox, { contact }, "Telegram"));
    expect(formDifferences(recorded("07-message_created-telegram"), body)).toEqual([]);
    expect(dig(body, "conversation.additional_attributes.chat_id")).toBe(1000000001);
  });

  it("for a contact's new name (08)", async () => {
    const { contactId } = await writeIn(sandbox);
    const body = await bodyOf("4.10", "contact_updated", () =>
      sandbox.grace.put(`/accounts/1/contacts/${contactId}`, { name: "Adá 🛼" }),
    );
    const theirs = recorded("08-contact_updated-name-change");
    expect(formDifferences(theirs, body)).toEqual([]);
    expect(changedKeys(body)).toEqual(changedKeys(theirs));
  });

  it("for a conversation's new label (09)", async () => {
    const { conversationId } = await aVisitorWrites();
    const body = await bodyOf("3.16", "conversation_updated", () =>
      sandbox.grace.post(`/accounts/1/conversations/${conversationId}/labels`, { labels: ["test1"] }),
    );
    const theirs = recorded("09-conversation_updated-label-added-webwidget");
    // Recorded in 2.18 or 3.0: these came until 3.16 (30 and 32 of 2023 have them).
    expect(formDifferences(theirs, body).filter((difference) => !difference.includes("/messages/*/sender/"))).toEqual([
      "/waiting_since is extra",
      "/messages/*/sentiment is extra",
      "/messages/*/conversation/contact_inbox is extra",
    ]);
    expect(changedKeys(body)).toEqual(["updated_at", "cached_label_list", "label_list"]);
    expect(changedKeys(theirs)).toEqual(["updated_at", "label_list"]);
  });

  it("for a contact that an agent makes (12)", async () => {
    const body = await bodyOf("3.16", "contact_created", () =>
      sandbox.grace.post("/accounts/1/contacts", { name: "Tim", email: "tim@example.com" }),
    );
    expect(formDifferences(recorded("12-contact_created-by-agent-in-ui"), body)).toEqual([]);
  });

  it("for an anonymous visitor (14)", async () => {
    const body = await bodyOf("4.10", "contact_created", aVisitorWrites);
    expect(formDifferences(recorded("14-contact_created-anonymous-widget-visitor"), body)).toEqual([]);
    expect(dig(body, "name")).toMatch(/^[a-z]+-[a-z]+-\d{3}$/);
  });

  it("for a new conversation, whose last message may be a template by then (17)", async () => {
    const body = await bodyOf("4.10", "conversation_created", () => aVisitorIsAskedForEmail());
    expect(formDifferences(recorded("17-conversation_created-webwidget"), body)).toEqual([]);
    expect(dig(body, "messages.0.message_type")).toBe(3);
  });

  it("for the noise of an incoming message (19)", async () => {
    const body = await bodyOf("4.10", "contact_updated", aVisitorWrites);
    const theirs = recorded("19-contact_updated-last_activity_only");
    expect(formDifferences(theirs, body)).toEqual([]);
    expect(changedKeys(body)).toEqual(changedKeys(theirs));
  });

  it("for the update right after creation (20)", async () => {
    const body = await bodyOf("4.10", "conversation_updated", () => aVisitorIsAskedForEmail());
    const theirs = recorded("20-conversation_updated-right-after-create");
    expect(formDifferences(theirs, body)).toEqual([]);
    expect(changedKeys(body)).toEqual(changedKeys(theirs));
  });

  it("for a change of status (24)", async () => {
    const { conversationId } = await aVisitorWrites();
    const body = await bodyOf("4.10", "conversation_status_changed", () =>
      sandbox.grace.post(`/accounts/1/conversations/${conversationId}/toggle_status`, { status: "pending" }),
    );
    const theirs = recorded("24-conversation_status_changed-null-changes");
    expect(formDifferences(theirs, body)).toEqual(["/meta/assignee_type is extra"]);
    expect(body).toMatchObject({ changed_attributes: null });
  });

  it("for a customer who types (26)", async () => {
    const { conversationId } = await aVisitorWrites();
    const body = await bodyOf("4.10", "conversation_typing_off", () =>
      sandbox.control.post("/typing", { accountId: 1, conversationId, on: false }),
    );
    expect(formDifferences(recorded("26-conversation_typing_off-by-contact"), body)).toEqual([
      "/conversation/meta/assignee_type is extra",
    ]);
  });
});

/** A visitor writes, and before the event's job runs the website has asked for an address. */
function aVisitorIsAskedForEmail(): void {
  const { conversation } = receiveMessage(sandbox.ctx, {
    accountId: 1,
    inboxId: inboxId(sandbox, "Website"),
    contact: {},
    content: "Hello",
  });
  addMessage(sandbox.ctx, conversation, {
    content: "Get notified by email",
    message_type: "template",
    content_type: "input_email",
  });
}

describe("releases differ", () => {
  it("in the account of conversations, from 4.14.2 on", async () => {
    const newest = await bodyOf("4.16", "conversation_created", aVisitorWrites);
    expect(dig(newest, "account")).toEqual({ id: 1, name: "Harbour Homes" });
    receiver.received.length = 0;
    await sandbox.control.put("/version", { version: "4.10" });
    await aVisitorWrites();
    await until(() => receiver.named("conversation_created").length > 0);
    expect(formDifferences(receiver.named("conversation_created")[0]?.body, newest)).toEqual(["/account is extra"]);
  });

  it("in what agents wrote: HTML until 4.12, then markdown without trailing line breaks", async () => {
    const { conversationId } = await writeIn(sandbox);
    const write = () =>
      sandbox.grace.post(`/accounts/1/conversations/${conversationId}/messages`, { content: "Hello **Ada**\n" });
    expect(dig(await bodyOf("4.10", "message_created", write), "content")).toBe("<p>Hello <strong>Ada</strong></p>\n");
    receiver.received.length = 0;
    await sandbox.control.put("/version", { version: "4.16" });
    await write();
    await until(() => receiver.named("message_created").length > 0);
    expect(dig(receiver.named("message_created")[0]?.body, "content")).toBe("Hello **Ada**");
  });

  it("in how they introduce themselves", async () => {
    const version = async () => dig((await sandbox.control.call("GET", "/../api")).body, "version");
    expect(await version()).toBe("4.16.2");
    await sandbox.control.put("/version", { version: "3.16" });
    expect(await version()).toBe("3.16.0");
    expect((await sandbox.control.put("/version", { version: "5.0" })).status).toBe(422);
  });
});

it("carries attachments by kind", async () => {
  const attachments = [
    { file_type: "image", data_url: "https://files.example.com/plan.png", extension: "png", file_size: 1200 },
    { file_type: "location", coordinates_lat: 51.5, coordinates_long: -0.1, fallback_title: "Quay Street" },
  ];
  const body = await bodyOf("4.16", "message_created", () => writeIn(sandbox, { content: null, attachments }));
  expect(body).toMatchObject({
    content: null,
    attachments: [
      { file_type: "image", data_url: "https://files.example.com/plan.png", file_size: 1200 },
      { file_type: "location", coordinates_lat: 51.5, fallback_title: "Quay Street" },
    ],
  });
});
