import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Contact } from "@proppilot/shared-types";
import { AppError } from "../../src/errors.ts";
import { recordedWebhooks } from "../harness/recorded-payloads.ts";
import { type RunningService, startService } from "../harness/running-service.ts";

let service: RunningService;

beforeAll(async () => {
  const clientOf = async () => {
    throw new AppError("chatwoot_unreachable", "There is no Chatwoot in this suite.");
  };
  service = await startService({ clientOf });
});
afterAll(() => service.close());

const contactOf: Record<string, () => Partial<Contact> & { chatwootId: number }> = {
  "01-message_created-whatsapp-cloud-with-headers.json": () => ({
    chatwootId: 699428938,
    name: "Ada Example",
    phone: "+447700900123",
    stage: "contacted",
    stageSince: "2026-04-23T18:22:47.000Z",
  }),
  "05-message_created-api-inbox-incoming.json": () => ({
    chatwootId: 24,
    name: "Linus",
    identifier: "15550100001@s.whatsapp.net",
    stage: "contacted",
  }),
  "07-message_created-telegram.json": () => ({ chatwootId: 9337, name: "Alan ", stage: "contacted", blocked: null }),
  "08-contact_updated-name-change.json": () => ({ chatwootId: 2, name: "Adá 🛼", phone: "+15550100002", stage: "new" }),
  "09-conversation_updated-label-added-webwidget.json": () => ({
    chatwootId: 715,
    email: "ada@example.com",
    stage: "new",
  }),
  "12-contact_created-by-agent-in-ui.json": () => ({ chatwootId: 224, email: "tim@example.com", stage: "new" }),
  "14-contact_created-anonymous-widget-visitor.json": () => ({ chatwootId: 6, name: "morning-rain-190", email: null }),
  "17-conversation_created-webwidget.json": () => ({ chatwootId: 6, stage: "new" }),
  "19-contact_updated-last_activity_only.json": () => ({
    chatwootId: 6,
    lastActivityAt: "2026-02-13T01:27:33.485Z",
    stage: "new",
  }),
  "20-conversation_updated-right-after-create.json": () => ({ chatwootId: 6, stage: "new" }),
  "24-conversation_status_changed-null-changes.json": () => ({ chatwootId: 163, stage: "contacted" }),
};

describe("a recorded webhook", () => {
  it.each(recordedWebhooks.filter(({ file }) => file in contactOf))(
    "$file becomes a contact in the API",
    async (recorded) => {
      const tenant = await service.addTenant({
        accountId: recorded.accountId,
        chatwootUrl: `https://${recorded.file}.test`,
      });
      const answer = await tenant.deliver(recorded.body);
      expect({ status: answer.status, body: await answer.json() }).toEqual({
        status: 200,
        body: { id: expect.any(String) },
      });
      await tenant.settled();
      const expected = contactOf[recorded.file]?.();
      const contact = (await (await tenant.get(`/contacts/by-chatwoot/${expected?.chatwootId}`)).json()) as Contact;
      expect(contact).toMatchObject(expected ?? {});
      expect(contact.unknown).toEqual(expect.arrayContaining(["tags", "createdAt"]));
      expect(contact.freshness.refreshing).toBe(true);
    },
  );

  it("of an event that changes no contact is stored and ignored with its reason", async () => {
    const typing = recordedWebhooks.find(({ event }) => event === "conversation_typing_off");
    const tenant = await service.addTenant({ accountId: 1, chatwootUrl: "https://typing.test" });
    expect((await tenant.deliver(typing?.body)).status).toBe(200);
    expect(await tenant.rows("deliveries")).toMatchObject([{ event: "conversation_typing_off", lane: null }]);
    expect(await tenant.rows("outcomes")).toMatchObject([{ state: "ignored", reason: "unknown_event" }]);
  });

  it("never leaves a visitor's socket token behind", async () => {
    const tenant = await service.addTenant({ accountId: 1, chatwootUrl: "https://token.test" });
    const widget = recordedWebhooks.find(({ file }) => file.startsWith("17-"));
    expect(JSON.stringify(widget?.body)).toContain("FakePubsubToken");
    await tenant.deliver(widget?.body);
    await tenant.settled();
    const [stored] = await tenant.rows<{ body: string }>("deliveries");
    expect(stored?.body).not.toContain("FakePubsubToken");
    expect(JSON.parse(stored?.body ?? "")).toMatchObject({ contact_inbox: { pubsub_token: "" } });
  });

  it("covers every file on record", () => {
    const known = [...Object.keys(contactOf), "26-conversation_typing_off-by-contact.json"].sort();
    expect(recordedWebhooks.map(({ file }) => file).sort()).toEqual(known);
  });
});
