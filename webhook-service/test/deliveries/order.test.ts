import { describe, expect, it, jest } from "@jest/globals";
import { chatwootClient } from "../../src/chatwoot/client.ts";
import { busyDay, chance, shuffled } from "../harness/busy-day.ts";
import { startService } from "../harness/running-service.ts";
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
  { version: "4.16", unsigned: false, days: [11, 12], unknown: [] },
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
    const [asTheyCame, ...others] = tenants;
    if (!asTheyCame) throw new Error("There is one at least.");
    const inTurn = async (tenant: typeof asTheyCame, bodies: string[]) => {
      for (const body of bodies) expect((await tenant.deliver(body)).status).toBe(200);
    };
    await Promise.all([
      inTurn(asTheyCame, sink.bodies),
      ...others.map((tenant) => inTurn(tenant, shuffled([...sink.bodies, ...sink.bodies.slice(0, 5)], below))),
    ]);
    for (const tenant of tenants) {
      await everythingRead(tenant);
      const outcomes = await tenant.rows<{ state: string }>("outcomes");
      expect(outcomes.filter(({ state }) => state === "dead")).toEqual([]);
      const seen = await shownByUs(tenant, contactId);
      expect(seen.shown).toEqual(truth);
      expect(seen.contact).toMatchObject({ stage: "contacted", unknown, freshness: { gone: false } });
      expect(agreed(seen)).toEqual(agreed(await shownByUs(asTheyCame, contactId)));
    }
  });
});
