import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type ChatwootClient, chatwootClient } from "../../src/chatwoot/client.ts";
import { startTestSandbox, type TestSandbox } from "../harness/sandbox.ts";

describe.each(["3.16", "4.10", "4.16"])("the client against Chatwoot %s", (version) => {
  let sandbox: TestSandbox;
  let client: ChatwootClient;
  beforeAll(async () => {
    sandbox = await startTestSandbox({ version });
    client = chatwootClient({
      config: { allowPrivateNetwork: false, trustedOrigins: [sandbox.origin] },
      url: sandbox.origin,
      token: sandbox.tokenOf("administrator", 1),
      accountId: 1,
    });
  });
  afterAll(() => sandbox.close());

  it("tells the version", async () => {
    expect((await client.version()).version).toMatch(new RegExp(`^${version}`));
  });

  it("knows whose token it is, and nothing secret of theirs", async () => {
    const { profile } = await client.profile();
    expect(profile.accounts).toContainEqual(
      expect.objectContaining({ id: 1, name: "Harbour Homes", role: "administrator", status: "active" }),
    );
    expect(JSON.stringify(profile)).not.toMatch(/access_token|pubsub_token/);
  });

  it("lists agents, inboxes and who belongs to them", async () => {
    const { agents } = await client.agents();
    const { inboxes } = await client.inboxes();
    const alan = agents.find(({ name }) => name.startsWith("Alan"));
    const whatsapp = inboxes.find(({ channelType }) => channelType === "Channel::Whatsapp");
    expect(alan).toMatchObject({ role: "agent", confirmed: true });
    expect(Object.keys(inboxes[0] ?? {}).sort()).toEqual(["channelType", "id", "name"]);
    const { members } = await client.inboxMembers(whatsapp?.id ?? 0);
    expect(members.map(({ id }) => id)).toContain(alan?.id);
  });

  it("reads a contact with its channels, labels and conversations, and a conversation's messages", async () => {
    const { conversations } = await client.contactConversations(await aContactWithConversations());
    const [first] = conversations;
    if (!first) throw new Error("The seed has a contact with conversations.");
    const contact = await client.contact(first.meta.sender.id);
    expect(contact?.contact).toMatchObject({ id: first.meta.sender.id, name: first.meta.sender.name });
    expect(contact?.contact.contact_inboxes?.length).toBeGreaterThan(0);
    expect((await client.contactLabels(first.meta.sender.id)).labels).toEqual(expect.any(Array));
    expect((await client.conversation(first.id))?.conversation).toMatchObject({ id: first.id, status: first.status });
    const newest = (await client.messages(first.id))?.messages.at(-1);
    expect(newest).toMatchObject({ conversation_id: first.id });
    const older = await client.messages(first.id, { before: newest?.id });
    expect(older?.messages.every(({ id }) => id < (newest?.id ?? 0))).toBe(true);
    expect(JSON.stringify({ contact, conversations })).not.toMatch(/hmac_token|pubsub_token/);
  });

  it("says from when to when of Chatwoot's clock an answer was true", async () => {
    const before = (Date.now() - 1_000) * 1_000;
    const { readAt } = await client.agents();
    expect(readAt.low).toBeLessThan(Date.now() * 1_000);
    expect(readAt.high).toBeGreaterThan(before);
    expect(readAt.high - readAt.low).toBeLessThan(7_000_000);
  });

  it("answers null for what is not there", async () => {
    expect(await client.contact(999_999)).toBeNull();
    expect(await client.conversation(999_999)).toBeNull();
    expect(await client.messages(999_999)).toBeNull();
  });

  it("lists the definitions of contact attributes", async () => {
    const { definitions } = await client.customAttributeDefinitions();
    expect(definitions.map(({ attribute_key }) => attribute_key)).toContain("budget");
  });

  it("makes, changes and removes webhooks and dashboard apps", async () => {
    const wish = { name: "Test", url: "https://one.example.com/hook", subscriptions: ["contact_created"] };
    const webhook = await client.webhooks.create(wish);
    expect(webhook).toMatchObject({ url: wish.url, subscriptions: wish.subscriptions });
    expect(typeof webhook.secret).toBe(version === "4.16" ? "string" : "undefined");
    const changed = await client.webhooks.update(webhook.id, { ...wish, subscriptions: ["contact_updated"] });
    expect(changed).toEqual({ ...webhook, subscriptions: ["contact_updated"] });
    expect(await client.webhooks.list()).toContainEqual(changed);
    await client.webhooks.delete(webhook.id);
    expect(await client.webhooks.list()).not.toContainEqual(changed);

    const app = await client.dashboardApps.create({ title: "Test", url: "https://one.example.com/panel" });
    const moved = await client.dashboardApps.update(app.id, { url: "https://two.example.com/panel" });
    expect(moved).toMatchObject({ id: app.id, title: "Test", content: [{ url: "https://two.example.com/panel" }] });
    expect(await client.dashboardApps.list()).toContainEqual(moved);
    await client.dashboardApps.delete(app.id);
    expect(await client.dashboardApps.list()).not.toContainEqual(moved);
  });

  it("keeps Chatwoot's own words when a token is wrong", async () => {
    const stranger = chatwootClient({
      config: { allowPrivateNetwork: false, trustedOrigins: [sandbox.origin] },
      url: sandbox.origin,
      token: "nobody",
      accountId: 1,
    });
    await expect(stranger.agents()).rejects.toMatchObject({
      code: "chatwoot_refused",
      answer: { status: 401, text: "Invalid Access Token" },
    });
  });

  async function aContactWithConversations(): Promise<number> {
    for (let id = 1; id < 20; id += 1) {
      const known = await client.contact(id);
      if (known && (await client.contactConversations(id)).conversations.length > 0) return id;
    }
    throw new Error("The seed has contacts with conversations.");
  }
});
