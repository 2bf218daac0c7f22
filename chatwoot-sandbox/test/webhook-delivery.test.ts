import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { requireContact } from "../src/state/lookups.ts";
import { updateContact } from "../src/verbs/update-contact.ts";
import type { Version } from "../src/versions.ts";
import { aReceiver, aSandbox, dig, type Receiver, subscribe, type TestSandbox, until, writeIn } from "./support.ts";

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

it("signs the raw bytes with the webhook's secret and the time of sending", async () => {
  const { secret } = await subscribe(sandbox, receiver, ["message_created"]);
  await writeIn(sandbox, { content: "Fish & chips < 5 > 4" });
  await until(() => receiver.received.length === 1);
  const [delivery] = receiver.received;
  expect(delivery?.raw).toContain("Fish \\u0026 chips \\u003c 5 \\u003e 4");
  expect(delivery?.raw).not.toContain('": ');
  const timestamp = String(delivery?.headers["x-chatwoot-timestamp"]);
  const mac = createHmac("sha256", secret).update(`${timestamp}.${delivery?.raw}`).digest("hex");
  expect(delivery?.headers["x-chatwoot-signature"]).toBe(`sha256=${mac}`);
  expect(Math.abs(Date.now() / 1000 - Number(timestamp))).toBeLessThan(5);
  expect(delivery?.headers["x-chatwoot-delivery"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(delivery?.headers["content-type"]).toBe("application/json");
  expect(delivery?.headers["user-agent"]).toBeUndefined();
});

it.each<Version>(["3.16", "4.10"])("sends nothing but the old client's name in %s", async (version) => {
  await sandbox.control.put("/version", { version });
  await subscribe(sandbox, receiver, ["message_created"]);
  await writeIn(sandbox);
  await until(() => receiver.received.length === 1);
  const headers = receiver.received[0]?.headers ?? {};
  expect(Object.keys(headers).filter((name) => name.startsWith("x-"))).toEqual([]);
  expect(headers["user-agent"]).toMatch(/^rest-client\/2\.1\.0 /);
});

it("sends only what was subscribed, of all inboxes, to the account's own webhooks", async () => {
  await subscribe(sandbox, receiver, ["contact_created"]);
  await writeIn(sandbox);
  await writeIn(sandbox, { contact: { name: "Bo", source_id: "1000000001" } }, "Telegram");
  await sandbox.control.post("/incoming", {
    accountId: 2,
    inboxId: 7,
    contact: { phone_number: "+15550100001" },
    content: "x",
  });
  await until(() => receiver.received.length === 2);
  expect(receiver.received.map(({ body }) => dig(body, "event"))).toEqual(["contact_created", "contact_created"]);
});

it("tries once and loses the event, whatever the receiver answers", async () => {
  const failing = await aReceiver(() => 500);
  await subscribe(sandbox, failing, ["contact_created"]);
  await writeIn(sandbox);
  await until(async () => dig((await sandbox.control.get("/webhook-log")).body, "0.status") === 500);
  await writeIn(sandbox, { contact: { phone_number: "+447700900124" } });
  await until(() => failing.received.length === 2);
  expect(new Set(failing.received.map(({ body }) => dig(body, "id"))).size).toBe(2);
  await failing.close();
});

it("gives up on a receiver that does not answer within five seconds", async () => {
  const hanging = await aReceiver(() => "hang");
  await subscribe(sandbox, hanging, ["contact_created"]);
  await writeIn(sandbox);
  await until(async () => dig((await sandbox.control.get("/webhook-log")).body, "0") !== undefined, 8000);
  const { body } = await sandbox.control.get("/webhook-log");
  expect(body).toMatchObject([{ event: "contact_created", status: null, error: expect.stringContaining("Timed out") }]);
  expect(dig(body, "0.durationMs")).toBeGreaterThan(4900);
  await hanging.close();
}, 12_000);

it("posts the same body and signature again where a redirect points, from 4.14 on", async () => {
  const moved = await aReceiver(() => ({ redirect: "/elsewhere" }));
  await subscribe(sandbox, moved, ["contact_created"]);
  await writeIn(sandbox);
  await until(() => moved.received.length === 2);
  expect(moved.received[1]?.raw).toBe(moved.received[0]?.raw);
  expect(moved.received[1]?.headers["x-chatwoot-signature"]).toBe(moved.received[0]?.headers["x-chatwoot-signature"]);
  await moved.close();
});

it("builds the body when the job runs: it shows the newest state beside the older change", async () => {
  await subscribe(sandbox, receiver, ["contact_updated"]);
  const { contactId } = await writeIn(sandbox);
  await until(() => receiver.received.length === 1);
  const contact = requireContact(sandbox.ctx.world, contactId);
  updateContact(sandbox.ctx, contact, { name: "First" });
  updateContact(sandbox.ctx, contact, { name: "Second" });
  await until(() => receiver.received.length === 3);
  const changed = receiver.received.slice(1).map(({ body }) => dig(body, "changed_attributes.0.name.current_value"));
  expect(changed.sort()).toEqual(["First", "Second"]);
  expect(receiver.received.slice(1).map(({ body }) => dig(body, "name"))).toEqual(["Second", "Second"]);
});

describe("the fault switches", () => {
  it("drop webhooks, and say so in the log", async () => {
    await sandbox.control.put("/faults", { webhooks: { drop: 1 } });
    await subscribe(sandbox, receiver, ["contact_created"]);
    await writeIn(sandbox);
    await until(async () => dig((await sandbox.control.get("/webhook-log")).body, "0.dropped") === true);
    expect(receiver.received).toEqual([]);
  });

  it("send twice, under two delivery ids", async () => {
    await sandbox.control.put("/faults", { webhooks: { duplicate: 1 } });
    await subscribe(sandbox, receiver, ["contact_created"]);
    await writeIn(sandbox);
    await until(() => receiver.received.length === 2);
    expect(receiver.received[1]?.raw).toBe(receiver.received[0]?.raw);
    expect(new Set(receiver.received.map(({ headers }) => headers["x-chatwoot-delivery"])).size).toBe(2);
  });

  it("delay", async () => {
    await sandbox.control.put("/faults", { webhooks: { delayMs: 300 } });
    await subscribe(sandbox, receiver, ["contact_created"]);
    const startedAt = performance.now();
    await writeIn(sandbox);
    await until(() => receiver.received.length === 1);
    expect(performance.now() - startedAt).toBeGreaterThan(290);
  });

  it("shuffle the order", async () => {
    await sandbox.control.put("/faults", { webhooks: { reorder: true } });
    await subscribe(sandbox, receiver, ["message_created"]);
    for (let count = 0; count < 12; count += 1) await writeIn(sandbox);
    await until(() => receiver.received.length === 12);
    const ids = receiver.received.map(({ body }) => dig<number>(body, "id"));
    expect(ids).not.toEqual([...ids].sort((a, b) => a - b));
  });
});
