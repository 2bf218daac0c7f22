import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Context } from "../../src/context.ts";
import { connectAccount } from "../../src/tenants/connect-account.ts";
import { listTenants } from "../../src/tenants/list-tenants.ts";
import { startTestContext, type TestContext } from "../harness/context.ts";

type Answers = Record<string, [status: number, body: unknown, headers?: Record<string, string>]>;

const account = { id: 1, name: "Harbour Homes", status: "active", role: "administrator" };
const grace = { id: 1, name: "Grace", email: "grace@example.com", confirmed: true, accounts: [account] };

/** A Chatwoot where all is well; each case spoils one answer. */
const good: Answers = {
  "GET /api": [200, { version: "4.16.2" }],
  "GET /api/v1/profile": [200, grace],
  "GET /api/v1/accounts/1/webhooks": [200, { payload: { webhooks: [] } }],
  "GET /api/v1/accounts/1/dashboard_apps": [200, []],
  "GET /api/v1/accounts/1/inboxes": [200, { payload: [] }],
};
const noAccess: Answers[string] = [403, { error: "API access is not enabled" }];

let answers: Answers = good;
let writes: string[] = [];
let tokensSeen = 0;
let server: Server;
let context: TestContext;
let ctx: Context;
let url: string;

beforeAll(async () => {
  server = createServer(({ method = "", url: path = "", headers: sent }, response) => {
    if (method !== "GET") writes.push(`${method} ${path}`);
    if (sent["api-access-token"]) tokensSeen += 1;
    const [status, body, headers] = answers[`${method} ${path}`] ?? [404, { error: "Resource could not be found" }];
    response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  context = await startTestContext({ trustedOrigins: [url] });
  ctx = context.ctx;
});
afterEach(() => {
  answers = good;
  writes = [];
  tokensSeen = 0;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await context.close();
});

/** The sentence with which connecting stops; fails where it changed anything. */
async function refusal(input: { chatwootUrl?: string; accountId?: number; token?: string } = {}): Promise<string> {
  const outcome = await connectAccount(ctx, { chatwootUrl: url, accountId: 1, token: "t0ken", ...input }).catch(
    (error: Error) => error,
  );
  expect(outcome).toBeInstanceOf(Error);
  expect(writes).toEqual([]);
  expect(await listTenants(ctx)).toEqual([]);
  return (outcome as Error).message;
}

describe("connecting stops with one sentence and changes nothing", () => {
  it.each<[string, Answers, string | RegExp]>([
    [
      "not a Chatwoot but JSON",
      { "GET /api": [404, { error: "x" }] },
      /^http:\S+ answers, but it is not a Chatwoot\.$/,
    ],
    ["another program's version", { "GET /api": [200, { name: "Else" }] }, /answers, but it is not a Chatwoot\.$/],
    ["a web page", { "GET /api": [200, "<html>"] }, "The address answers, but not with Chatwoot's JSON."],
    [
      "a redirecting host",
      { "GET /api": [302, "", { location: "https://chat.example.com/api" }] },
      "Chatwoot's address redirects: use https://chat.example.com instead.",
    ],
    ["a Chatwoot that is down", { "GET /api": [503, ""] }, "Chatwoot has an error of its own (503)."],
    [
      "a token that nobody has",
      { "GET /api/v1/profile": [401, { error: "Invalid Access Token" }] },
      "Chatwoot does not accept this token, or not any more.",
    ],
    [
      "an agent's token",
      { "GET /api/v1/profile": [200, { ...grace, accounts: [{ ...account, role: "agent" }] }] },
      "The token is an agent's: connecting Chatwoot account 1 takes an administrator's.",
    ],
    [
      "an unconfirmed owner",
      { "GET /api/v1/profile": [200, { ...grace, confirmed: false }] },
      "The token's owner has not confirmed the e-mail address in Chatwoot yet.",
    ],
    [
      "a suspended account",
      { "GET /api/v1/profile": [200, { ...grace, accounts: [{ ...account, status: "suspended" }] }] },
      "Chatwoot account 1 is suspended.",
    ],
    [
      "a plan without API access, told by the account's calls",
      { "GET /api/v1/accounts/1/webhooks": noAccess },
      "The plan of Chatwoot account 1 does not include API access and webhooks.",
    ],
    [
      "a plan without API access, told by the profile",
      { "GET /api/v1/profile": noAccess },
      "The plan of Chatwoot account 1 does not include API access and webhooks.",
    ],
    [
      "a Chatwoot that breaks during the checks",
      { "GET /api/v1/accounts/1/inboxes": [500, "oops"] },
      "Chatwoot has an error of its own (500).",
    ],
  ])("%s", async (_name, spoiled, sentence) => {
    answers = { ...good, ...spoiled };
    const told = await refusal();
    if (typeof sentence === "string") expect(told).toBe(sentence);
    else expect(told).toMatch(sentence);
  });

  it("an account that the token's owner does not belong to", async () => {
    expect(await refusal({ accountId: 7 })).toBe("The token's owner is not a member of Chatwoot account 7.");
  });

  it.each([
    ["not an address", "chat", "Chatwoot's address must look like https://chat.example.com."],
    ["plain http", "http://chat.example.com", /^Chatwoot's address must begin with https:\/\//],
    ["a private address", "https://10.0.0.5", /^Chatwoot's address leads into a private or reserved network/],
    [
      "a name with a private address",
      "https://localhost",
      /^Chatwoot's address leads into a private or reserved network/,
    ],
    ["a name that nobody has", "https://chatwoot.invalid", /^Chatwoot cannot be reached \((ENOTFOUND|EAI_AGAIN)\)\.$/],
  ])("%s", async (_name, chatwootUrl, sentence) => {
    expect(await refusal({ chatwootUrl })).toMatch(sentence);
  });

  it("nobody at the address", async () => {
    const closed = createServer().listen(0, "127.0.0.1");
    await once(closed, "listening");
    const { port } = closed.address() as AddressInfo;
    closed.close();
    const lonely = { ...ctx, config: { ...ctx.config, allowPrivateNetwork: true } };
    await expect(
      connectAccount(lonely, { chatwootUrl: `http://127.0.0.1:${port}`, accountId: 1, token: "t0ken" }),
    ).rejects.toThrow("Chatwoot cannot be reached (ECONNREFUSED).");
  });

  it.each(["", "two words", "line\nbreak", "tökén"])("what cannot be a token: %p", async (token) => {
    expect(await refusal({ token })).toMatch(/^The Chatwoot token is empty or has spaces/);
    expect(tokensSeen).toBe(0);
  });

  it("shows the token to nobody but a Chatwoot", async () => {
    answers = { ...good, "GET /api": [200, { name: "Else" }] };
    await refusal();
    expect(tokensSeen).toBe(0);
  });
});
