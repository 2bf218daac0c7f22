import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { aSandbox, dig, type TestSandbox } from "./support.ts";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await aSandbox({ seed: "harbour" });
});
afterEach(() => sandbox.close());

/** Everything that chance and the clock could change, times as distances to the newest message. */
function fingerprint() {
  const { world } = sandbox.ctx;
  const messages = world.messages.where(() => true);
  const newest = Math.max(...messages.map((message) => message.created_at));
  return {
    channels: world.contactInboxes.where(() => true).map((row) => row.source_id),
    messages: messages.map(({ content, source_id }) => [content, source_id]),
    ages: messages.map((message) => Math.round((newest - message.created_at) / 60_000_000)),
  };
}

it("makes the same past of the same random seed, another of another", async () => {
  await sandbox.control.post("/reset", { seed: "harbour", randomSeed: 7 });
  const first = fingerprint();
  await sandbox.control.post("/reset", { seed: "harbour", randomSeed: 7 });
  expect(fingerprint()).toEqual(first);
  await sandbox.control.post("/reset", { seed: "harbour", randomSeed: 8 });
  expect(fingerprint().channels).not.toEqual(first.channels);
});

it("holds two accounts, and people on six channels, some on two, one of them anonymous", async () => {
  const { world } = sandbox.ctx;
  const contacts = world.contacts.where((contact) => contact.account_id === 1);
  expect(contacts).toHaveLength(14);
  const channelsOf = (id: number) => world.contactInboxes.where((row) => row.contact_id === id).length;
  expect(
    contacts
      .filter((contact) => channelsOf(contact.id) === 2)
      .map((contact) => contact.name)
      .sort(),
  ).toEqual(["Amelia Hart", "Jonas Becker", "Leila Haddad", "Rosa Delgado"]);
  const used = new Set(
    world.conversations.where(() => true).map((row) => world.inboxes.get(row.inbox_id)?.channel_type),
  );
  expect(used.size).toBe(6);
  const anonymous = contacts.filter(
    (contact) => Object.keys(contact.additional_attributes).length === 0 && !contact.email && !contact.phone_number,
  );
  expect(anonymous.map((contact) => contact.name)).toEqual(["silver-meadow-482"]);
  const { body } = await sandbox.control.get("/state");
  expect(dig<{ name: string }[]>(body, "accounts").map(({ name }) => name)).toEqual([
    "Harbour Homes",
    "Second Street Lettings",
  ]);
});

it("lies wholly in the past, and its times agree with each other", () => {
  const { world } = sandbox.ctx;
  const now = Date.now() * 1000;
  for (const conversation of world.conversations.where(() => true)) {
    const thread = world.threads.get(conversation.id) ?? [];
    const times = thread.map((message) => message.created_at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(conversation.created_at).toBeLessThan(times[0] ?? 0);
    expect(conversation.last_activity_at).toBe(times.at(-1));
    expect(conversation.last_activity_at).toBeLessThan(now);
    expect(world.contacts.get(conversation.contact_id)?.created_at).toBeLessThan(conversation.created_at);
  }
});

it("can be left out: accounts, users and inboxes stay", async () => {
  const { body } = await sandbox.control.post("/reset", { seed: "none" });
  expect(dig<unknown[]>(body, "users")).toHaveLength(5);
  expect(sandbox.ctx.world.contacts.size).toBe(0);
  expect((await sandbox.control.post("/reset", { seed: "other" })).status).toBe(422);
});
