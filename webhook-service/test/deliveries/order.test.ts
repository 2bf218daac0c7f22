import { describe, expect, it, jest } from "@jest/globals";
import { chatwootClient } from "../../src/chatwoot/client.ts";
import { busyDay, chance, shuffled } from "../harness/busy-day.ts";
import { noChatwoot } from "../harness/no-chatwoot.ts";
import { startService, type TestTenant } from "../harness/running-service.ts";
import { startTestSandbox } from "../harness/sandbox.ts";
import {
  administratorOf,
  everythingRead,
  shownByChatwoot,
  shownByUs,
  webhooksSent,
} from "../harness/sandbox-people.ts";
import { startWebhookSink } from "../harness/webhook-sink.ts";

jest.setTimeout(120_000);

const subscriptions = [
  "contact_created",
  "contact_updated",
  "conversation_created",
  "conversation_updated",
  "conversation_status_changed",
  "message_created",
  "message_updated",
];

/** What two who saw the same must agree on; the rest tells when and how often we learnt something. */
function agreed({ contact, page }: Awaited<ReturnType<typeof shownByUs>>) {
  const { id: _id, freshness, revision: _revision, attributes, ...facts } = contact;
  return {
    ...facts,
    gone: freshness.gone,
    attributes: attributes.map(({ key, value }) => ({ key, value })),
    conversations: page.items.map(({ url: _url, ...conversation }) => conversation).sort((a, b) => a.id - b.id),
  };
}

describe.each([
  { version: "4.16", unsigned: false, days: [11], unknown: [] },
  { version: "4.10", unsigned: true, days: [13], unknown: [] },
  // `blocked` came with 4.0.2.
  { version: "3.16", unsigned: true, days: [14], unknown: ["blocked"] },
])("the webhooks of a Chatwoot $version, in whatever order", ({ version, unsigned, days, unknown }) => {
  it.each(days)("end in what Chatwoot shows (day %d)", async (seed) => {
    await using sandbox = await startTestSandbox({ version });
    await using sink = await startWebhookSink();
    const administrator = administratorOf(sandbox);
    await administrator("POST", "webhooks", { webhook: { url: `${sink.origin}/hook`, subscriptions } });
    const contactId = await busyDay({ sandbox, administrator, seed, steps: 25 });
    await webhooksSent(sandbox);
    expect(sink.bodies.length).toBeGreaterThan(20);
    const truth = await shownByChatwoot(administrator, contactId);

    await using service = await startService({
      trustedOrigins: [sandbox.origin],
      clientOf: async ({ config }) => {
        const token = sandbox.tokenOf("administrator", 1);
        return chatwootClient({ config, url: sandbox.origin, accountId: 1, token });
      },
    });
    const below = chance(seed * 1_000);
    const tenants = await Promise.all(
      Array.from({ length: 4 }, (_, order) =>
        service.addTenant({ chatwootUrl: `https://order-${order}.chatwoot.test`, unsigned }),
      ),
    );
    const [asTheyCame] = tenants;
    if (!asTheyCame) throw new Error("There is one at least.");
    // In parts, with reads in between that are newer than all that follows: nothing of it may take us back.
    const deliver = async (tenant: TestTenant, bodies: string[]) => {
      const half = bodies.length / 2;
      for (const part of [bodies.slice(0, half), bodies.slice(half)]) {
        for (const body of part) expect((await tenant.deliver(body)).status).toBe(200);
        await everythingRead(tenant);
      }
    };
    const orderFor = (tenant: TestTenant) =>
      tenant === asTheyCame ? sink.bodies : shuffled([...sink.bodies, ...sink.bodies.slice(0, 5)], below);
    await Promise.all(tenants.map((tenant) => deliver(tenant, orderFor(tenant))));
    for (const tenant of tenants) {
      const outcomes = await tenant.rows<{ state: string }>("outcomes");
      expect(outcomes.filter(({ state }) => state === "dead")).toEqual([]);
      const seen = await shownByUs(tenant, contactId);
      expect(seen.shown).toEqual(truth);
      expect(seen.contact).toMatchObject({ stage: "contacted", unknown, freshness: { gone: false } });
      expect(agreed(seen)).toEqual(agreed(await shownByUs(asTheyCame, contactId)));
    }
  });
});

it("conversations and tags end in what Chatwoot shows in whatever order, while it can't be asked at all", async () => {
  await using sandbox = await startTestSandbox();
  await using sink = await startWebhookSink();
  const administrator = administratorOf(sandbox);
  await administrator("POST", "webhooks", { webhook: { url: `${sink.origin}/hook`, subscriptions } });
  const contactId = await busyDay({ sandbox, administrator, seed: 15, steps: 40 });
  await webhooksSent(sandbox);
  const { conversations, tags } = await shownByChatwoot(administrator, contactId);

  await using service = await startService({ clientOf: noChatwoot });
  const below = chance(15);
  for (let order = 0; order < 6; order++) {
    const tenant = await service.addTenant({ chatwootUrl: `https://order-${order}.chatwoot.test` });
    for (const body of shuffled(sink.bodies, below)) expect((await tenant.deliver(body)).status).toBe(200);
    await tenant.settled();
    const { shown } = await shownByUs(tenant, contactId);
    expect({ conversations: shown.conversations, tags: shown.tags }).toEqual({ conversations, tags });
  }
});
