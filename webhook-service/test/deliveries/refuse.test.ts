import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Problem } from "@proppilot/shared-types";
import { sign, verifySignature } from "../../src/deliveries/verify-signature.ts";
import { aContactUpdate, aMessage } from "../harness/bodies.ts";
import { recordedRequest } from "../harness/recorded-payloads.ts";
import { type RunningService, startService, type TestTenant, testSecret } from "../harness/running-service.ts";

const clock = new Date("2026-03-01T10:00:00.000Z");
const now = clock.getTime() / 1000;
const text = JSON.stringify(aMessage());

let service: RunningService;
let tenant: TestTenant;
let unsigned: TestTenant;
let time = clock;

beforeAll(async () => {
  service = await startService({ work: false, now: () => time });
  tenant = await service.addTenant();
  unsigned = await service.addTenant({ chatwootUrl: "https://old.chatwoot.test", unsigned: true });
});
afterAll(() => service.close());
afterEach(async () => {
  await service.ctx.db.raw("truncate deliveries, lane_entries, outcomes");
  time = clock;
});

/** Over all tenants, in all three tables. */
async function stored() {
  const tables = ["deliveries", "lane_entries", "outcomes"];
  const counts = await Promise.all(tables.map((table) => service.ctx.db(table).count({ n: "*" }).first()));
  return counts.map((row) => Number(row?.n));
}

async function expectRefusal(answer: Response, status: number, code: string) {
  const problem = (await answer.json()) as Problem;
  expect({ status: answer.status, code: problem.code }).toEqual({ status, code });
  expect(problem.requestId).toBeTruthy();
  expect(await stored()).toEqual([0, 0, 0]);
}

async function expectAccepted(answer: Response) {
  expect({ status: answer.status, body: await answer.json() }).toEqual({
    status: 200,
    body: { id: expect.any(String) },
  });
}

/** Bytes as they are, signed as they are. */
function post(
  body: Uint8Array<ArrayBuffer> | string,
  headers: Record<string, string> = {},
  hookKey = tenant.record.hookKey,
) {
  const raw = Buffer.from(body);
  const timestamp = String(now);
  const signature = { "x-chatwoot-timestamp": timestamp, "x-chatwoot-signature": sign(testSecret, timestamp, raw) };
  return fetch(`${service.url}/webhooks/chatwoot/${hookKey}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...signature, ...headers },
    body: raw,
  });
}

describe("the signature", () => {
  it("of the contract's test vector holds", () => {
    const rawBody = Buffer.from(String.raw`{"event":"contact_created","id":42,"name":"Ada \u0026 Co"}`);
    const signature = "sha256=894eafbeac93241be7e4df170960611ed911d370e5552d40e5d8ece57f41b1fd";
    expect(sign(testSecret, "1767225600", rawBody)).toBe(signature);
    const request = { rawBody, signature, timestamp: "1767225600" };
    expect(() => verifySignature(testSecret, request, new Date(1_767_225_600_000))).not.toThrow();
  });

  it("of a request that Chatwoot Cloud made holds, with all its headers", async () => {
    const { headers, body } = recordedRequest;
    const { host: _host, "content-length": _length, ...sent } = headers;
    time = new Date(Number(headers["x-chatwoot-timestamp"]) * 1000);
    const account = await service.addTenant({ accountId: 147387, chatwootUrl: "https://app.chatwoot.test" });
    await expectAccepted(await post(JSON.stringify(body), sent, account.record.hookKey));
    const [row] = await account.rows<{ external_id: string; headers: Record<string, string>; sent_at: Date }>(
      "deliveries",
    );
    expect(row).toMatchObject({ external_id: headers["x-chatwoot-delivery"], sent_at: time });
    expect(Object.keys(row?.headers ?? {}).sort()).toEqual([
      "content-type",
      "user-agent",
      "x-chatwoot-delivery",
      "x-chatwoot-timestamp",
    ]);
  });

  it.each<[string, Parameters<TestTenant["deliver"]>[1]]>([
    ["under another secret", { secret: "guessed" }],
    ["of another body", { sentBody: text.replace("free", "sold") }],
    ["of the body without its last byte", { sentBody: text.slice(0, -1) }],
    ["of JSON that was parsed and written again", { sentBody: text.replaceAll('":', '": ') }],
    [
      "in capitals",
      { headers: { "x-chatwoot-signature": sign(testSecret, String(now), Buffer.from(text)).toUpperCase() } },
    ],
    [
      "without its sha256=",
      { headers: { "x-chatwoot-signature": sign(testSecret, String(now), Buffer.from(text)).slice(7) } },
    ],
    ["that is empty", { headers: { "x-chatwoot-signature": "" } }],
    ["for another time", { headers: { "x-chatwoot-timestamp": String(now + 1) } }],
    ["with a time that is no number", { headers: { "x-chatwoot-timestamp": "now" } }],
    ["with a time of twenty digits", { headers: { "x-chatwoot-timestamp": "1".repeat(20) } }],
  ])("is refused %s", async (_name, options) => {
    await expectRefusal(await tenant.deliver(text, options), 401, "signature_invalid");
  });

  it("is refused where it covers the escapes' meaning instead of the bytes", async () => {
    const raw = text.replace("?", String.raw`\u003f`);
    const meant = sign(testSecret, String(now), Buffer.from(JSON.stringify(JSON.parse(raw))));
    await expectRefusal(await post(raw, { "x-chatwoot-signature": meant }), 401, "signature_invalid");
    await expectAccepted(await post(raw));
  });

  it.each(["x-chatwoot-signature", "x-chatwoot-timestamp"])("is refused without %s", async (name) => {
    const raw = Buffer.from(text);
    const headers = new Headers({
      "x-chatwoot-timestamp": String(now),
      "x-chatwoot-signature": sign(testSecret, String(now), raw),
    });
    headers.delete(name);
    const url = `${service.url}/webhooks/chatwoot/${tenant.record.hookKey}`;
    await expectRefusal(await fetch(url, { method: "POST", headers, body: raw }), 401, "signature_invalid");
  });

  it("of another tenant opens nothing here", async () => {
    const other = await service.addTenant({ chatwootUrl: "https://other.chatwoot.test", accountId: 2 });
    await service.ctx.db("tenants").where({ id: other.record.id }).update({ hook_secret: null });
    await expectRefusal(await post(text, {}, other.record.hookKey), 401, "signature_invalid");
  });
});

describe("the time of a delivery", () => {
  it.each([-301, 301, -86_400, 604_800])("%d s from ours is refused", async (seconds) => {
    await expectRefusal(await tenant.deliver(text, { timestamp: now + seconds }), 401, "signature_stale");
  });

  it.each([-300, -299, 0, 299, 300])("%d s from ours is accepted", async (seconds) => {
    await expectAccepted(await tenant.deliver(text, { timestamp: now + seconds }));
  });

  it("tells a stranger nothing about our clock", async () => {
    const answer = await tenant.deliver(text, { timestamp: now - 10_000, secret: "guessed" });
    await expectRefusal(answer, 401, "signature_invalid");
  });

  it("lets an exact replay in while it is fresh, as one more delivery, and never afterwards", async () => {
    const replay = { timestamp: now, deliveryId: "5de1adc5-2a74-435e-95c7-eebfac9ff52b" };
    await expectAccepted(await tenant.deliver(text, replay));
    await expectAccepted(await tenant.deliver(text, replay));
    expect((await stored())[0]).toBe(2);
    await service.ctx.db.raw("truncate deliveries, lane_entries, outcomes");
    time = new Date(clock.getTime() + 300_001);
    await expectRefusal(await tenant.deliver(text, replay), 401, "signature_stale");
  });
});

const eventWith = (...bytes: number[]) =>
  Buffer.concat([Buffer.from('{"event":"other","name":"'), Buffer.from(bytes), Buffer.from('"}')]);

describe("the body", () => {
  const message = aMessage();
  const contact = aContactUpdate();
  const { account: _account, ...rootless } = message;
  it.each<[string, object]>([
    ["at its root", { ...contact, account: { id: 2, name: "Theirs" } }],
    ["at the root of a message", { ...message, account: { id: 2 } }],
    ["in its conversation", { ...rootless, conversation: { ...message.conversation, account: { id: 2 } } }],
    [
      "in its conversation, against its root",
      { ...message, conversation: { ...message.conversation, account: { id: 2 } } },
    ],
    [
      "in a conversation's last message",
      { event: "conversation_updated", ...message.conversation, account: null, messages: [{ id: 501, account_id: 2 }] },
    ],
    [
      "in the last message of its conversation",
      {
        ...rootless,
        conversation: { ...message.conversation, account: undefined, messages: [{ id: 501, account_id: 2 }] },
      },
    ],
    ["of an event that we don't know", { event: "inbox_created", account: { id: 2 } }],
  ])("that names another account %s is refused", async (_where, body) => {
    await expectRefusal(await tenant.deliver(body), 401, "account_mismatch");
    await expectRefusal(await unsigned.deliver(body), 401, "account_mismatch");
  });

  it.each<[string, string | Uint8Array<ArrayBuffer>]>([
    ["empty", ""],
    ["no JSON", '{"event":"message_created"'],
    ["not UTF-8", eventWith(0xff, 0xfe)],
    ["half a surrogate pair in raw bytes", eventWith(0xed, 0xa0, 0x80)],
    ["a raw NUL in a string", '{"event":"message_created","content":"\0"}'],
    ["no object", "[1,2]"],
    ["null", "null"],
    ["an object without an event", '{"id":1}'],
    ["an event that is no name", '{"event":{"$ne":1}}'],
    ["an event of 101 letters", JSON.stringify({ event: "e".repeat(101) })],
    ["500,000 brackets that never close", "[".repeat(500_000)],
  ])("that is %s is refused as malformed", async (_what, body) => {
    await expectRefusal(await post(body), 400, "malformed_body");
  });

  it("of more than 1 MB is refused, one of exactly 1 MB is not", async () => {
    const empty = JSON.stringify({ event: "other", filler: "" }).length;
    const ofSize = (bytes: number) => JSON.stringify({ event: "other", filler: "x".repeat(bytes - empty) });
    await expectRefusal(await post(ofSize(1_048_577)), 413, "body_too_large");
    await expectAccepted(await post(ofSize(1_048_576)));
  });

  it("in an encoding that nobody knows is refused", async () => {
    await expectRefusal(await post(text, { "content-encoding": "snappy" }), 400, "malformed_body");
    await expectRefusal(await post(text, { "content-encoding": "gzip" }), 400, "malformed_body");
  });

  it.each(["is cut off", "stays half open"])("that %s half-way is not stored", async (how) => {
    const raw = Buffer.from(text);
    const head = [
      `POST /webhooks/chatwoot/${unsigned.record.hookKey} HTTP/1.1`,
      "host: here",
      "content-type: application/json",
      `content-length: ${raw.length + 10}`,
    ];
    const socket = connect(Number(new URL(service.url).port), "127.0.0.1");
    await once(socket, "connect");
    socket.resume();
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    // All of the JSON is there: only the announced length tells that it is not the whole body.
    socket.write(raw);
    if (how === "is cut off") socket.resetAndDestroy();
    else socket.end();
    await once(socket, "close");
    await expectAccepted(await post('{"event":"other"}'));
    expect(await stored()).toEqual([1, 0, 1]);
  });
});

describe("the address", () => {
  it.each([
    ["that nobody has", "unknown"],
    ["with a NUL", "%00"],
    ["with an emoji", "%F0%9F%8F%A1"],
    ["of 5,000 letters", "a".repeat(5_000)],
  ])("%s is of no account", async (_what, hookKey) => {
    await expectRefusal(await post(text, {}, hookKey), 404, "hook_unknown");
  });

  it("that can't be read is refused", async () => {
    await expectRefusal(await post(text, {}, "%E0%A4%A"), 400, "malformed_body");
  });

  it("of a tenant that takes unsigned deliveries takes them, whatever they are signed with", async () => {
    await expectAccepted(await unsigned.deliver(text));
    await expectAccepted(await post(text, { "x-chatwoot-signature": "sha256=0" }, unsigned.record.hookKey));
    expect(await unsigned.rows("deliveries")).toHaveLength(2);
    expect(await tenant.rows("deliveries")).toHaveLength(0);
  });
});
