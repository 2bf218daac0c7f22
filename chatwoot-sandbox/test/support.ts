import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type RunningSandbox, type SandboxOptions, startSandbox } from "../src/sandbox.ts";
import type { JsonObject } from "../src/state/records.ts";

/** A sandbox on a port of its own, with clients for its people. `none` has accounts, users and inboxes only. */
export async function aSandbox(options: Partial<SandboxOptions> = {}) {
  const sandbox = await startSandbox({ port: 0, seed: "none", ...options });
  return {
    ...sandbox,
    grace: userClient(sandbox, "Grace Okafor"),
    alan: userClient(sandbox, "Alan Reyes"),
    barbara: userClient(sandbox, "Barbara Lind"),
    miriam: userClient(sandbox, "Miriam Stone"),
    control: client(`${sandbox.origin}/sandbox`, {}),
  };
}
export type TestSandbox = Awaited<ReturnType<typeof aSandbox>>;

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** Parsed JSON, or `undefined` where the answer is something else. */
  body: unknown;
}

/** Reads `payload.0.id` and the like; a test says which type it expects there and fails where that is wrong. */
export function dig<T = unknown>(value: unknown, path: string): T {
  return path.split(".").reduce<unknown>((inner, key) => Object(inner)[key], value) as T;
}

export function client(base: string, headers: Record<string, string>) {
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(base + path, {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  };
  return {
    call,
    get: (path: string) => call("GET", path),
    post: (path: string, body: unknown = {}) => call("POST", path, body),
    put: (path: string, body: unknown = {}) => call("PUT", path, body),
    patch: (path: string, body: unknown = {}) => call("PATCH", path, body),
    delete: (path: string, body?: unknown) => call("DELETE", path, body),
  };
}
export type Client = ReturnType<typeof client>;

/** Calls as one user, in account 1 unless the path says `/api/…`. */
function userClient(sandbox: RunningSandbox, name: string): Client {
  const user = sandbox.ctx.world.users.find((row) => row.name === name);
  return client(`${sandbox.origin}/api/v1`, { api_access_token: user?.access_token ?? "" });
}

export interface Received {
  headers: IncomingHttpHeaders;
  rawHeaders: string[];
  raw: string;
  body: unknown;
}

/** Somebody who takes webhooks and remembers them. */
export async function aReceiver(answer: (received: Received) => number | "hang" | { redirect: string } = () => 200) {
  const received: Received[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks).toString("utf8");
    const delivery = { headers: request.headers, rawHeaders: request.rawHeaders, raw, body: JSON.parse(raw) };
    received.push(delivery);
    const status = request.url === "/elsewhere" ? 200 : answer(delivery);
    if (status === "hang") return;
    if (typeof status === "object") response.writeHead(302, { location: status.redirect }).end();
    else response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    named: (event: string) => received.filter((delivery) => dig(delivery.body, "event") === event),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type Receiver = Awaited<ReturnType<typeof aReceiver>>;

/** Waits until the condition holds, and says so when it never does. */
export async function until(condition: () => boolean | Promise<boolean>, timeoutMs = 4000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`still not so after ${timeoutMs} ms: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export const ALL_EVENTS = [
  "contact_created",
  "contact_updated",
  "conversation_created",
  "conversation_updated",
  "conversation_status_changed",
  "message_created",
  "message_updated",
  "webwidget_triggered",
  "conversation_typing_on",
  "conversation_typing_off",
];

/** Subscribes the receiver to everything in account 1 and gives the webhook's row as the API shows it. */
export async function subscribe(sandbox: TestSandbox, receiver: Receiver, subscriptions = ALL_EVENTS) {
  const answer = await sandbox.grace.post("/accounts/1/webhooks", { webhook: { url: receiver.url, subscriptions } });
  if (answer.status !== 200) throw new Error(answer.text);
  return dig<{ id: number; secret: string }>(answer.body, "payload.webhook");
}

/** Inboxes of account 1 by their seeded names. */
export function inboxId(sandbox: TestSandbox, name: string): number {
  const inbox = sandbox.ctx.world.inboxes.find((row) => row.name === name);
  if (!inbox) throw new Error(`no inbox ${name}`);
  return inbox.id;
}

/** Somebody writes on WhatsApp unless told otherwise. */
export async function writeIn(sandbox: TestSandbox, incoming: JsonObject = {}, inbox = "WhatsApp") {
  const answer = await sandbox.control.post("/incoming", {
    accountId: 1,
    inboxId: inboxId(sandbox, inbox),
    ...(incoming.conversationId ? {} : { contact: { name: "Ada Example", phone_number: "+447700900123" } }),
    content: "Hello",
    ...incoming,
  });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body as { contactId: number; conversationId: number; messageId: number };
}
