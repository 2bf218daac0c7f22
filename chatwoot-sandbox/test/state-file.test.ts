import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { afterEach, beforeEach, expect, it, jest } from "@jest/globals";
import type { SandboxOptions } from "../src/sandbox.ts";
import { FORMAT } from "../src/saved/saved-state.ts";
import { aReceiver, aSandbox, dig, type Receiver, subscribe, type TestSandbox, until, writeIn } from "./support.ts";

let folder: string;
let stateFile: string;
let sandbox: TestSandbox;
let receiver: Receiver;

const start = (options: Partial<SandboxOptions> = {}) => aSandbox({ seed: "harbour", stateFile, ...options });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "sandbox-state-"));
  stateFile = join(folder, "made-at-need", "state");
  receiver = await aReceiver();
  sandbox = await start();
});
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
  rmSync(folder, { recursive: true });
});

async function restart(options: Partial<SandboxOptions> = {}) {
  await sandbox.close();
  sandbox = await start(options);
}

/** Somebody whom the seed does not know writes. */
const strangerWrites = (number: string, content = "Hello") =>
  writeIn(sandbox, { contact: { name: "Nia Example", phone_number: `+4477009005${number}` }, content });

/** As after a kill: another sandbox takes up what was in the file at some moment. */
async function restartWith(left: Buffer) {
  await sandbox.close();
  writeFileSync(stateFile, left);
  sandbox = await start();
}

const conversationsOfGrace = async () =>
  dig<unknown[]>((await sandbox.grace.get("/accounts/1/conversations?status=all")).body, "data.payload");

it("keeps conversations, contacts and tokens across a restart, whatever the seed says then", async () => {
  const { conversationId, contactId } = await strangerWrites("01", "Is the flat still free?");
  const before = await conversationsOfGrace();
  const { body: contact } = await sandbox.grace.get(`/accounts/1/contacts/${contactId}`);
  await restart({ seed: "none" });
  expect(await conversationsOfGrace()).toEqual(before);
  expect((await sandbox.grace.get(`/accounts/1/contacts/${contactId}`)).body).toEqual(contact);
  const thread = await sandbox.grace.get(`/accounts/1/conversations/${conversationId}/messages`);
  expect(dig(thread.body, "payload.0.content")).toBe("Is the flat still free?");
});

it("counts on where it stopped, and a thread takes messages on", async () => {
  const last = await strangerWrites("01");
  await restart();
  const next = await strangerWrites("02");
  expect(next).toEqual({
    contactId: last.contactId + 1,
    conversationId: last.conversationId + 1,
    messageId: last.messageId + 1,
  });
  await writeIn(sandbox, { conversationId: last.conversationId, content: "Hello again" });
  const { body } = await sandbox.grace.get(`/accounts/1/conversations/${last.conversationId}/messages`);
  expect(dig<unknown[]>(body, "payload")).toMatchObject([{ content: "Hello" }, { content: "Hello again" }]);
});

it("draws other channel ids after a restart than before it", async () => {
  const visit = async () => dig<string>((await sandbox.control.post("/widget", { inboxId: 3 })).body, "sourceId");
  await restart();
  const first = await visit();
  await restart();
  expect(await visit()).not.toBe(first);
});

it("goes on telling its webhooks, with the secret that they had", async () => {
  const { secret } = await subscribe(sandbox, receiver);
  await restart();
  const { body } = await sandbox.grace.get("/accounts/1/webhooks");
  expect(dig(body, "payload.webhooks")).toMatchObject([{ url: receiver.url, secret }]);
  await strangerWrites("01");
  await until(() => receiver.named("message_created").length === 1);
});

it("has a change in its file within a second, without being stopped", async () => {
  const { conversationId } = await strangerWrites("01", "Told in time");
  await until(() => readFileSync(stateFile).includes("Told in time"), 1000);
  await restartWith(readFileSync(stateFile));
  expect((await sandbox.grace.get(`/accounts/1/conversations/${conversationId}`)).status).toBe(200);
});

it("uses no id again that a kill may have lost", async () => {
  const atStart = readFileSync(stateFile);
  const lost = await strangerWrites("01");
  await restartWith(atStart);
  const next = await strangerWrites("01");
  expect(next.contactId).toBeGreaterThan(lost.contactId);
  expect(next.conversationId).toBeGreaterThan(lost.conversationId);
  expect(next.messageId).toBeGreaterThan(lost.messageId);
});

it.each([
  ["damaged", () => Buffer.from("no such state")],
  ["cut off", (whole: Buffer) => whole.subarray(0, whole.length / 2)],
  ["of another release", (whole: Buffer) => serialize({ ...deserialize(whole), format: FORMAT + 1 })],
] as const)("puts a file aside that is %s, says so in one line, and starts from the seed", async (_how, spoil) => {
  await strangerWrites("01", "Forgotten");
  await sandbox.close();
  const broken = spoil(readFileSync(stateFile));
  writeFileSync(stateFile, broken);
  const said = jest.spyOn(console, "error").mockImplementation(() => {});
  sandbox = await start();
  expect(said.mock.calls).toEqual([[expect.stringMatching(/^[^\n]+state is damaged .+ starts anew\.$/)]]);
  said.mockRestore();
  expect(readFileSync(`${stateFile}.unreadable`)).toEqual(broken);
  expect(sandbox.ctx.world.messages.find(({ content }) => content === "Forgotten")).toBeUndefined();
  expect(sandbox.ctx.world.contacts.where(({ account_id }) => account_id === 1)).toHaveLength(14);
});

it("starts people and conversations over at a reset; connections stay and ids go on", async () => {
  const { id, secret } = await subscribe(sandbox, receiver);
  await sandbox.grace.post("/accounts/1/dashboard_apps", {
    dashboard_app: { title: "PropPilot", content: [{ type: "frame", url: "http://127.0.0.1:3000/panel" }] },
  });
  const last = await strangerWrites("01");
  const { users } = sandbox.ctx.world;
  const tokens = users.where(() => true).map((user) => user.access_token);
  await sandbox.control.post("/reset", { seed: "harbour" });
  await restart();

  const { world } = sandbox.ctx;
  expect(world.users.where(() => true).map((user) => user.access_token)).toEqual(tokens);
  expect(world.webhooks.where(() => true)).toMatchObject([{ id, secret }]);
  expect(world.dashboardApps.where(() => true)).toMatchObject([{ title: "PropPilot" }]);
  const contacts = world.contacts.where(({ account_id }) => account_id === 1);
  expect(contacts).toHaveLength(14);
  expect(Math.min(...contacts.map((contact) => contact.id))).toBeGreaterThan(last.contactId);
  const shown = world.conversations.where(({ account_id }) => account_id === 1).map((row) => row.display_id);
  expect(Math.min(...shown)).toBe(last.conversationId + 1);
  expect(Math.min(...world.messages.where(() => true).map((row) => row.id))).toBe(last.messageId + 1);
});
