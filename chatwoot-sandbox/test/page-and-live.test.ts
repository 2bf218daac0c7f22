import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { aSandbox, type TestSandbox, writeIn } from "./support.ts";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await aSandbox();
});
afterEach(() => sandbox.close());

it.each(["/", "/app/accounts/1/conversations/1", "/app/accounts/1/dashboard"])(
  "serves its page at %s",
  async (path) => {
    const response = await fetch(sandbox.origin + path);
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      expect.stringMatching(/^text\/html/),
    ]);
  },
);

it("serves nothing at other addresses", async () => {
  expect((await fetch(`${sandbox.origin}/elsewhere`)).status).toBe(404);
});

it("answers on both names of this machine", async () => {
  const port = new URL(sandbox.origin).port;
  for (const host of ["localhost", "127.0.0.1"]) {
    expect((await fetch(`http://${host}:${port}/api`)).status).toBe(200);
  }
});

it("tells its page live what happens in one account", async () => {
  const aborter = new AbortController();
  const response = await fetch(`${sandbox.origin}/sandbox/events?account=1`, { signal: aborter.signal });
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  await sandbox.control.post("/incoming", {
    accountId: 2,
    inboxId: 7,
    contact: { phone_number: "+15550100001" },
    content: "x",
  });
  const { conversationId, messageId } = await writeIn(sandbox);
  const events: Record<string, unknown>[] = [];
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    const lines = decoder.decode(chunk, { stream: true }).split("\n");
    for (const line of lines) if (line.startsWith("data: ")) events.push(JSON.parse(line.slice(6)));
    if (events.some((event) => event.type === "message")) break;
  }
  aborter.abort();
  expect(events[0]).toEqual({ type: "ready" });
  expect(events.slice(1).every((event) => event.accountId === 1)).toBe(true);
  expect(events).toContainEqual({ type: "contact", action: "created", accountId: 1, contactId: expect.any(Number) });
  expect(events).toContainEqual({ type: "message", action: "created", accountId: 1, conversationId, messageId });
});

it("refuses what it cannot read", async () => {
  expect((await sandbox.control.post("/incoming", { accountId: 1 })).status).toBe(422);
  const response = await fetch(`${sandbox.origin}/sandbox/incoming`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{",
  });
  expect(response.status).toBe(400);
});
