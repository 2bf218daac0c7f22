import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Session, SignInCode } from "@proppilot/shared-types";
import { aContactUpdate, aMessage } from "../harness/bodies.ts";
import { noChatwoot } from "../harness/no-chatwoot.ts";
import { type RunningService, startService, type TestTenant } from "../harness/running-service.ts";
import { startTestSandbox, type TestSandbox } from "../harness/sandbox.ts";
import { administratorOf, inboxesOf } from "../harness/sandbox-people.ts";
import { until } from "../harness/until.ts";
import { type ReadStream, readStream } from "./read-stream.ts";

jest.setTimeout(30_000);

let sandbox: TestSandbox;
let service: RunningService;
let ours: TestTenant;
let theirs: TestTenant;
let inbox: (name: string) => number;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  // Chatwoot tells who may see what; contacts are told by webhooks only.
  service = await startService({ trustedOrigins: [sandbox.origin], clientOf: noChatwoot });
  const account = (accountId: number) => ({
    accountId,
    chatwootUrl: sandbox.origin,
    token: sandbox.tokenOf("administrator", accountId),
  });
  ours = await service.addTenant(account(1));
  theirs = await service.addTenant(account(2));
  inbox = await inboxesOf(administratorOf(sandbox));
});
afterAll(async () => {
  await service.close();
  await sandbox.close();
});

let lastId = 700_000;

/** A message over the inbox, each in its own conversation. */
function writes(tenant: TestTenant, contactId: number, inboxId = 3) {
  lastId += 1;
  const message = aMessage({ id: lastId, contactId, conversationId: lastId, at: 1_767_225_600 + lastId });
  const account = { id: tenant === ours ? 1 : 2, name: "Account" };
  const own = { ...message.conversation, account, inbox_id: inboxId, messages: [] };
  return tenant.deliver({ ...message, account, conversation: own, inbox: { id: inboxId, name: "Inbox" } });
}

async function aContact(tenant: TestTenant): Promise<{ id: string; chatwootId: number }> {
  const chatwootId = ++lastId;
  expect((await writes(tenant, chatwootId)).status).toBe(200);
  return until("the contact is known", async () => {
    const rows = await tenant.rows<{ id: string; chatwoot_id: string }>("contacts");
    const row = rows.find((one) => Number(one.chatwoot_id) === chatwootId);
    return row && { id: row.id, chatwootId };
  });
}

/** Signs an agent in as the panel does, and asks as that agent. */
async function asAgent(tenant: TestTenant): Promise<TestTenant & { accessToken: string }> {
  const verifier = randomBytes(32).toString("base64url");
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const post = async <T>(path: string, body: object) => {
    const answer = await fetch(`${service.url}/api/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(201);
    return (await answer.json()) as T;
  };
  const tenantKey = tenant.record.key;
  const chatwootToken = sandbox.tokenOf("agent", 1);
  const { code } = await post<SignInCode>("/sign-in", { tenantKey, chatwootToken, challenge });
  const { accessToken } = await post<Session>("/session", { tenantKey, code, verifier });
  const get: TestTenant["get"] = (path, init) =>
    fetch(`${service.url}/api/v1${path}`, {
      ...init,
      headers: { ...init?.headers, authorization: `Bearer ${accessToken}` },
    });
  return { ...tenant, get, accessToken };
}

const names = ({ heard }: ReadStream) => heard.map(({ event }) => event.event);
const conversations = ({ heard }: ReadStream) =>
  heard.flatMap(({ event }) => (event.event === "conversation" ? [event.data.id] : []));

describe("the stream of a contact", () => {
  it("opens with ready and the contact, then tells each change under a growing id", async () => {
    const { id, chatwootId } = await aContact(ours);
    await using stream = await readStream(ours, `/live?contact=${id}`);
    await until("it is open", () => stream.heard.length >= 2);
    expect(names(stream).slice(0, 2)).toEqual(["ready", "contact"]);
    for (let round = 1; round <= 3; round++) {
      await writes(ours, chatwootId);
      await until(`change ${round}`, () => conversations(stream).length >= round);
    }
    await ours.settled();
    const ids = stream.heard.flatMap((heard) => (heard.id === null ? [] : [Number(heard.id)]));
    expect(ids.length).toBeGreaterThanOrEqual(4);
    expect(ids).toEqual(ids.toSorted((left, right) => left - right));
  });

  it("goes on after the last event that its viewer had, with nothing told twice and nothing left out", async () => {
    const { id, chatwootId } = await aContact(ours);
    await ours.settled();
    const stream = await readStream(ours, `/live?contact=${id}`);
    const last = await until("the contact", () => stream.heard.at(-1)?.id ?? undefined);
    await stream[Symbol.asyncDispose]();
    await writes(ours, chatwootId);
    const missed = lastId;
    await ours.settled();
    await using again = await readStream(ours, `/live?contact=${id}`, last);
    await until("what was missed", () => conversations(again).length > 0);
    expect(conversations(again)).toEqual([missed]);
  });

  it("tells an agent of the own inboxes' conversations only", async () => {
    const agent = await asAgent(ours);
    const me = administratorOf(sandbox);
    const own = ["WhatsApp", "Telegram", "Website", "E-mail"].map(inbox);
    const members = await Promise.all(
      own.map(async (id) => ((await me("GET", `inbox_members/${id}`)) as { payload: { id: number }[] }).payload),
    );
    const { agent: self } = (await (await agent.get("/session")).json()) as { agent: { id: number } };
    const visible = own.filter((_, index) => members[index]?.some((member) => member.id === self.id));
    const hidden = own.filter((inboxId) => !visible.includes(inboxId));
    expect([visible.length, hidden.length]).toEqual([2, 2]);

    const { id, chatwootId } = await aContact(ours);
    await ours.settled();
    await using everything = await readStream(ours, `/live?contact=${id}`);
    await using some = await readStream(agent, `/live?contact=${id}`);
    await until("both are open", () => everything.heard.length >= 2 && some.heard.length >= 2);
    const seen: number[] = [];
    for (const inboxId of [...hidden, ...visible]) {
      await writes(ours, chatwootId, inboxId);
      if (visible.includes(inboxId)) seen.push(lastId);
    }
    await until("an administrator's key hears all", () => new Set(conversations(everything)).size === 4);
    await until("the agent hears the own", () => new Set(conversations(some)).size >= 2);
    await ours.settled();
    expect([...new Set(conversations(some))].sort()).toEqual(seen.sort());
  });

  it("catches up when its listener's connection was killed", async () => {
    const { id, chatwootId } = await aContact(ours);
    await using stream = await readStream(ours, `/live?contact=${id}`);
    await until("it is open", () => stream.heard.length >= 2);
    const { rows } = await service.ctx.db.raw(
      `select pg_terminate_backend(pid) as killed from pg_stat_activity
        where datname = current_database() and application_name = 'proppilot listen'`,
    );
    expect(rows).toEqual([{ killed: true }]);
    await writes(ours, chatwootId);
    const whileAway = lastId;
    await until("what happened meanwhile", () => conversations(stream).includes(whileAway));
    await writes(ours, chatwootId);
    await until("what happens now", () => conversations(stream).includes(lastId));
  });

  it("of another tenant or of nobody is refused", async () => {
    const { id } = await aContact(ours);
    for (const contact of [id, theirs.record.id]) {
      expect((await theirs.get(`/live?contact=${contact}`)).status).toBe(404);
    }
    expect((await theirs.get("/live?contact=42")).status).toBe(400);
    expect((await fetch(`${service.url}/api/v1/live?contact=${id}`)).status).toBe(401);
  });
});

describe("the stream of a tenant", () => {
  it("carries ids only, and nobody else's", async () => {
    await using mine = await readStream(ours, "/live");
    await using others = await readStream(theirs, "/live");
    await until("both are open", () => mine.heard.length > 0 && others.heard.length > 0);
    const { id, chatwootId } = await aContact(ours);
    await ours.deliver(aContactUpdate({ id: chatwootId, name: "Secret Example" }));
    const theirContact = await aContact(theirs);
    const told = (stream: ReadStream) => stream.heard.filter(({ event }) => event.event === "changed");
    await until("both heard of a contact", () => told(mine).length > 0 && told(others).length > 0);
    await ours.settled();
    await theirs.settled();
    const contacts = (stream: ReadStream) => new Set(told(stream).map(({ event }) => JSON.stringify(event.data)));
    expect(contacts(mine)).toEqual(new Set([JSON.stringify({ contactId: id, chatwootId })]));
    const { id: theirId, chatwootId: theirChatwootId } = theirContact;
    expect(contacts(others)).toEqual(new Set([JSON.stringify({ contactId: theirId, chatwootId: theirChatwootId })]));
  });
});

describe("a session's end", () => {
  it("ends its streams when its bearer runs out", async () => {
    const { id } = await aContact(ours);
    const agent = await asAgent(ours);
    await service.ctx.db("access_tokens").update({ expires_at: new Date(Date.now() + 1_500) });
    await using stream = await readStream(agent, `/live?contact=${id}`);
    // At once: the next pulse would come later than this waits.
    await until("the end", () => names(stream).at(-1) === "ended");
    expect(stream.heard.at(-1)?.event).toEqual({ event: "ended", data: { code: "session_ended" } });
    await stream.ended;
  });

  it("ends its streams within a pulse when it is signed out, and no others", async () => {
    const { id, chatwootId } = await aContact(ours);
    const agent = await asAgent(ours);
    await using stream = await readStream(agent, `/live?contact=${id}`);
    await using other = await readStream(ours, `/live?contact=${id}`);
    expect((await agent.get("/session", { method: "DELETE" })).status).toBe(204);
    await stream.ended;
    expect(names(stream).at(-1)).toBe("ended");
    await writes(ours, chatwootId);
    await until("the other goes on", () => conversations(other).includes(lastId));
  });
});

it("forgets viewers who leave at any moment", async () => {
  const { id } = await aContact(ours);
  const streams = async () => {
    const figures = await (await fetch(`${service.url}/metrics`)).text();
    return Number(/^proppilot_live_streams (\d+)$/m.exec(figures)?.[1]);
  };
  await until("nobody looks", async () => (await streams()) === 0);
  await Promise.allSettled(
    Array.from({ length: 60 }, (_, index) =>
      ours.get(index % 2 ? "/live" : `/live?contact=${id}`, { signal: AbortSignal.timeout(index) }),
    ),
  );
  await using last = await readStream(ours, "/live");
  await until("it is open", () => last.heard.length > 0);
  await until("only the last one is left", async () => (await streams()) === 1);
});
