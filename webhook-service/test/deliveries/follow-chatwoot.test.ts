import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Contact } from "@proppilot/shared-types";
import { connectAccount } from "../../src/tenants/connect-account.ts";
import { busyDay } from "../harness/busy-day.ts";
import { type RunningService, startService, type TestTenant } from "../harness/running-service.ts";
import { startTestSandbox, type TestSandbox } from "../harness/sandbox.ts";
import {
  type Administrator,
  administratorOf,
  customerWrites,
  everythingRead,
  inboxesOf,
  shownByChatwoot,
  shownByUs,
  webhooksSent,
} from "../harness/sandbox-people.ts";
import { until } from "../harness/until.ts";
import { startWebhookSink, type WebhookSink } from "../harness/webhook-sink.ts";

jest.setTimeout(60_000);

let sandbox: TestSandbox;
let sink: WebhookSink;
let service: RunningService;
let tenant: TestTenant;
let administrator: Administrator;
let inbox: (name: string) => number;
let passed = 0;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  sink = await startWebhookSink();
  service = await startService({
    trustedOrigins: [sandbox.origin],
    publicUrl: sink.origin,
    now: () => new Date(Date.now() + passed),
  });
  sink.passTo(service.url);
  const account = { chatwootUrl: sandbox.origin, accountId: 1, token: sandbox.tokenOf("administrator", 1) };
  tenant = await service.addTenant(account);
  await connectAccount(service.ctx, account);
  administrator = administratorOf(sandbox);
  inbox = await inboxesOf(administrator);
});
afterAll(async () => {
  await service.close();
  await sink.close();
  await sandbox.close();
});

let lastNumber = 4_000;
const aCustomer = (name: string) => ({ name, phone_number: `+44770091${++lastNumber}` });
const whatsapp = (contact: object, content = "Hello") =>
  customerWrites(sandbox, { inboxId: inbox("WhatsApp"), contact, content });

/** As told, worked off and read. */
async function caughtUp() {
  await webhooksSent(sandbox);
  await everythingRead(tenant);
}

/** Somebody opens the panel on the contact, later than anybody before. */
async function open(chatwootId: number): Promise<Contact> {
  passed += 31_000;
  await tenant.get(`/contacts/by-chatwoot/${chatwootId}`);
  await everythingRead(tenant);
  return (await shownByUs(tenant, chatwootId)).contact;
}

describe("a contact ends as Chatwoot shows it", () => {
  it("where webhooks come late, twice and in another order", async () => {
    await sandbox.control("PUT", "faults", { webhooks: { duplicate: 0.5, reorder: true, delayMs: 100 } });
    const contactId = await busyDay({ sandbox, administrator, seed: 51, steps: 40 });
    await caughtUp();
    await sandbox.control("DELETE", "faults");
    expect((await shownByUs(tenant, contactId)).shown).toEqual(await shownByChatwoot(administrator, contactId));
  });

  it("once it is opened, where half of the webhooks never came", async () => {
    await sandbox.control("PUT", "faults", { webhooks: { drop: 0.5 } });
    const contactId = await busyDay({ sandbox, administrator, seed: 52, steps: 40 });
    await caughtUp();
    await sandbox.control("DELETE", "faults");
    await open(contactId);
    expect((await shownByUs(tenant, contactId)).shown).toEqual(await shownByChatwoot(administrator, contactId));
  });

  it("once it is opened, where no webhook came at all and Chatwoot fails at first", async () => {
    await sandbox.control("PUT", "faults", { webhooks: { drop: 1 } });
    const contactId = await busyDay({ sandbox, administrator, seed: 53, steps: 20 });
    await webhooksSent(sandbox);
    await sandbox.control("DELETE", "faults");
    await sandbox.control("PUT", "faults", { api: { failWith: 500, htmlBody: true, times: 3 } });
    const first = await tenant.get(`/contacts/by-chatwoot/${contactId}`);
    expect([200, 202, 503]).toContain(first.status);
    await everythingRead(tenant);
    expect((await shownByUs(tenant, contactId)).shown).toEqual(await shownByChatwoot(administrator, contactId));
  });
});

describe("a merge in Chatwoot", () => {
  const merge = (base: number, mergee: number) =>
    administrator("POST", "actions/contact_merge", { base_contact_id: base, mergee_contact_id: mergee });

  async function twoCustomers() {
    const base = await whatsapp(aCustomer("Base Example"));
    const mergee = await whatsapp(aCustomer("Mergee Example"));
    await caughtUp();
    const panelIds = {
      base: (await shownByUs(tenant, base.contactId)).contact.id,
      mergee: (await shownByUs(tenant, mergee.contactId)).contact.id,
    };
    return { base, mergee, panelIds };
  }

  it.each(["and a message after it", "alone"])("%s is followed to the contact that is left", async (what) => {
    const { base, mergee, panelIds } = await twoCustomers();
    await merge(base.contactId, mergee.contactId);
    if (what !== "alone") {
      await customerWrites(sandbox, {
        inboxId: inbox("WhatsApp"),
        conversationId: mergee.conversationId,
        content: "Still me",
      });
    }
    await until("the conversation has moved", async () => {
      await caughtUp();
      const { page } = await shownByUs(tenant, base.contactId);
      return page.items.some(({ id }) => id === mergee.conversationId);
    });
    await caughtUp();
    const seen = await shownByUs(tenant, base.contactId);
    expect(seen.shown).toEqual(await shownByChatwoot(administrator, base.contactId));
    expect(seen.contact.id).toBe(panelIds.base);
    for (const old of [`/contacts/${panelIds.mergee}`, `/contacts/by-chatwoot/${mergee.contactId}`]) {
      const answer = await tenant.get(old);
      expect([old, answer.status, ((await answer.json()) as Contact).id]).toEqual([old, 200, panelIds.base]);
    }
  });

  it("into a contact that we never heard of leaves our contact under its new Chatwoot id", async () => {
    await sandbox.control("PUT", "faults", { webhooks: { drop: 1 } });
    const base = await whatsapp(aCustomer("Quiet Example"));
    await webhooksSent(sandbox);
    await sandbox.control("DELETE", "faults");
    const mergee = await whatsapp(aCustomer("Heard Example"));
    await caughtUp();
    const ours = (await shownByUs(tenant, mergee.contactId)).contact.id;
    await merge(base.contactId, mergee.contactId);
    await caughtUp();
    await open(base.contactId);
    const seen = await shownByUs(tenant, base.contactId);
    expect(seen.shown).toEqual(await shownByChatwoot(administrator, base.contactId));
    const old = (await (await tenant.get(`/contacts/${ours}`)).json()) as Contact;
    expect(old.id).toBe(seen.contact.id);
    expect((await shownByUs(tenant, mergee.contactId)).contact.id).toBe(seen.contact.id);
  });

  it("of a chain of three, told in one go, ends in the one that is left", async () => {
    const [one, two, three] = [
      await whatsapp(aCustomer("One Example")),
      await whatsapp(aCustomer("Two Example")),
      await whatsapp(aCustomer("Three Example")),
    ];
    await caughtUp();
    await merge(two.contactId, three.contactId);
    await merge(one.contactId, two.contactId);
    await customerWrites(sandbox, { inboxId: inbox("WhatsApp"), conversationId: three.conversationId, content: "Hi" });
    await until("both conversations have moved", async () => {
      await caughtUp();
      return (await shownByUs(tenant, one.contactId)).page.items.length === 3;
    });
    expect((await shownByUs(tenant, one.contactId)).shown).toEqual(await shownByChatwoot(administrator, one.contactId));
    for (const { contactId } of [two, three]) {
      expect((await shownByUs(tenant, contactId)).contact.chatwootId).toBe(one.contactId);
    }
  });
});

describe("a contact that was deleted in Chatwoot", () => {
  it("is gone once it was opened, and somebody new where the customer writes again", async () => {
    const customer = aCustomer("Gone Example");
    const { contactId } = await whatsapp(customer);
    await caughtUp();
    const before = (await shownByUs(tenant, contactId)).contact;
    expect(before.freshness.gone).toBe(false);
    await administrator("DELETE", `contacts/${contactId}`);
    const after = await open(contactId);
    expect(after.freshness.gone).toBe(true);
    expect(after.id).toBe(before.id);

    const again = await whatsapp(customer);
    expect(again.contactId).not.toBe(contactId);
    await caughtUp();
    const { contact } = await shownByUs(tenant, again.contactId);
    expect(contact.id).not.toBe(before.id);
    expect(contact.freshness.gone).toBe(false);
    expect((await shownByUs(tenant, contactId)).contact.freshness.gone).toBe(true);
  });

  it("stays gone when a webhook from before comes late", async () => {
    const { contactId } = await whatsapp(aCustomer("Late Example"));
    await caughtUp();
    const late = sink.bodies.findLast((body) => body.includes("Late Example") && body.includes('"message_created"'));
    await administrator("DELETE", `contacts/${contactId}`);
    expect((await open(contactId)).freshness.gone).toBe(true);
    const webhooks = (await administrator("GET", "webhooks")) as { payload: { webhooks: { secret: string }[] } };
    const secret = webhooks.payload.webhooks[0]?.secret ?? "";
    expect((await tenant.deliver(late ?? "", { secret })).status).toBe(200);
    await everythingRead(tenant);
    expect((await shownByUs(tenant, contactId)).contact.freshness.gone).toBe(true);
  });
});
