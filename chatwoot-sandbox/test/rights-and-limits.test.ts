import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { aSandbox, client, dig, inboxId, type TestSandbox, writeIn } from "./support.ts";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await aSandbox();
});
afterEach(() => sandbox.close());

const denied = { error: "You are not authorized to do this action" };

describe("signing in", () => {
  it("takes both spellings of the header", async () => {
    const token = sandbox.ctx.world.users.get(1)?.access_token ?? "";
    for (const header of ["api_access_token", "Api-Access-Token"]) {
      const answer = await client(sandbox.origin, { [header]: token }).get("/api/v1/profile");
      expect([answer.status, dig(answer.body, "name")]).toEqual([200, "Grace Okafor"]);
    }
  });

  it("tells a missing token from a wrong one", async () => {
    const missing = await client(sandbox.origin, {}).get("/api/v1/profile");
    expect([missing.status, missing.body]).toEqual([
      401,
      { errors: ["You need to sign in or sign up before continuing."] },
    ]);
    const wrong = await client(sandbox.origin, { api_access_token: "x" }).get("/api/v1/accounts/1/labels");
    expect([wrong.status, wrong.body]).toEqual([401, { error: "Invalid Access Token" }]);
  });

  it("replaces a token on demand", async () => {
    const answer = await sandbox.grace.post("/profile/reset_access_token");
    expect((await sandbox.grace.get("/profile")).status).toBe(401);
    const token = dig<string>(answer.body, "access_token");
    expect((await client(sandbox.origin, { api_access_token: token }).get("/api/v1/profile")).status).toBe(200);
  });
});

describe("rights", () => {
  it.each([
    ["GET", "/webhooks"],
    ["POST", "/webhooks"],
    ["POST", "/labels"],
    ["GET", "/labels/1"],
    ["POST", "/custom_attribute_definitions"],
    ["POST", "/dashboard_apps"],
    ["POST", "/inbox_members"],
    ["DELETE", "/contacts/1"],
  ])("%s %s is for administrators: 401, not 403", async (method, path) => {
    const answer = await sandbox.alan.call(method, `/accounts/1${path}`, method === "GET" ? undefined : {});
    expect([answer.status, answer.body]).toEqual([401, denied]);
  });

  it("lets any agent change dashboard apps before 4.16", async () => {
    await sandbox.control.put("/version", { version: "4.10" });
    const content = [{ type: "frame", url: "https://app.example.com" }];
    const app = await sandbox.alan.post("/accounts/1/dashboard_apps", { dashboard_app: { title: "App", content } });
    expect(app.body).toMatchObject({ title: "App", content });
    await sandbox.control.put("/version", { version: "4.16" });
    expect((await sandbox.alan.get("/accounts/1/dashboard_apps")).body).toEqual([app.body]);
    expect((await sandbox.alan.delete(`/accounts/1/dashboard_apps/${dig(app.body, "id")}`)).body).toEqual(denied);
    expect((await sandbox.grace.delete(`/accounts/1/dashboard_apps/${dig(app.body, "id")}`)).status).toBe(204);
  });

  it("keeps strangers out of an account, and other accounts' records unknown", async () => {
    const { contactId } = await writeIn(sandbox);
    expect((await sandbox.miriam.get("/accounts/1/contacts")).status).toBe(401);
    const foreign = await sandbox.miriam.get(`/accounts/2/contacts/${contactId}`);
    expect([foreign.status, foreign.body]).toEqual([404, { error: "Resource could not be found" }]);
  });

  it("shows agents their inboxes without secrets, administrators all with them", async () => {
    const names = (body: unknown) => dig<{ name: string }[]>(body, "payload").map(({ name }) => name);
    const asAgent = await sandbox.alan.get("/accounts/1/inboxes");
    expect(names(asAgent.body)).toEqual(["WhatsApp", "Website", "Instagram"]);
    expect(asAgent.text).not.toMatch(/provider_config|hmac_token|secret|password/);
    const asAdministrator = await sandbox.grace.get("/accounts/1/inboxes");
    expect(names(asAdministrator.body)).toHaveLength(6);
    expect(dig(asAdministrator.body, "payload.0.provider_config.api_key")).toEqual(expect.any(String));
  });

  it("shows agents only conversations of their inboxes, from the moment they belong", async () => {
    const { conversationId } = await writeIn(sandbox, { contact: { name: "Bo", source_id: "1" } }, "Telegram");
    const path = `/accounts/1/conversations/${conversationId}`;
    expect((await sandbox.alan.get(path)).body).toEqual(denied);
    expect(dig((await sandbox.alan.get("/accounts/1/conversations")).body, "data.payload")).toEqual([]);
    const membership = { inbox_id: inboxId(sandbox, "Telegram"), user_ids: [2] };
    await sandbox.grace.post("/accounts/1/inbox_members", membership);
    expect((await sandbox.alan.get(path)).status).toBe(200);
    const members = await sandbox.alan.get(`/accounts/1/inbox_members/${membership.inbox_id}`);
    expect(dig(members.body, "payload")).toMatchObject([{ id: 1 }, { id: 3 }, { id: 2 }]);
    await sandbox.grace.delete("/accounts/1/inbox_members", membership);
    expect((await sandbox.alan.get(path)).status).toBe(401);
  });
});

describe("webhook rows", () => {
  it("have a secret of Chatwoot's making from 4.11.2 on, and one address only once", async () => {
    const webhook = {
      url: "https://hooks.example.com/a",
      subscriptions: ["contact_created"],
      secret: "mine",
      name: "P",
    };
    const made = await sandbox.grace.post("/accounts/1/webhooks", { webhook });
    expect(dig(made.body, "payload.webhook.secret")).not.toBe("mine");
    expect(dig<string>(made.body, "payload.webhook.secret").length).toBeGreaterThan(20);
    const again = await sandbox.grace.post("/accounts/1/webhooks", { webhook });
    expect([again.status, again.body]).toEqual([422, { message: "Url has already been taken", attributes: ["url"] }]);
    const unknown = { ...webhook, url: "https://hooks.example.com/b", subscriptions: ["contact_deleted"] };
    expect((await sandbox.grace.post("/accounts/1/webhooks", { webhook: unknown })).status).toBe(422);
    await sandbox.control.put("/version", { version: "3.16" });
    const old = await sandbox.grace.get("/accounts/1/webhooks");
    expect(Object.keys(dig(old.body, "payload.webhooks.0"))).toEqual(["id", "url", "account_id", "subscriptions"]);
  });
});

describe("limits", () => {
  it("answers 429 in plain text, without saying when to come back", async () => {
    sandbox.ctx.limits.perAddress = 3;
    for (let count = 0; count < 3; count += 1) expect((await sandbox.grace.get("/profile")).status).toBe(200);
    const answer = await sandbox.grace.get("/profile");
    expect([answer.status, answer.text]).toEqual([429, "Retry later"]);
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
    expect(answer.headers.has("retry-after")).toBe(false);
  });

  it("counts searches per account, with Chatwoot's own figures by default", async () => {
    expect(sandbox.ctx.limits).toEqual({
      perAddress: 3000,
      contactSearches: 100,
      conversationMeta: 30,
      messagesPerConversation: 200,
    });
    sandbox.ctx.limits.contactSearches = 2;
    for (let count = 0; count < 2; count += 1) await sandbox.grace.get("/accounts/1/contacts/search?q=a");
    expect((await sandbox.alan.get("/accounts/1/contacts/search?q=a")).status).toBe(429);
    expect((await sandbox.miriam.get("/accounts/2/contacts/search?q=a")).status).toBe(200);
    expect((await sandbox.alan.get("/accounts/1/contacts")).status).toBe(200);
  });

  it("takes so many messages a minute in one conversation", async () => {
    sandbox.ctx.limits.messagesPerConversation = 1;
    const { conversationId } = await writeIn(sandbox);
    const send = () => sandbox.grace.post(`/accounts/1/conversations/${conversationId}/messages`, { content: "x" });
    expect((await send()).status).toBe(200);
    expect((await send()).status).toBe(422);
  });
});

describe("the fault switches of the API", () => {
  it("fail so many calls on the paths asked for", async () => {
    await sandbox.control.put("/faults", { api: { failWith: 500, onlyPaths: "/labels$", times: 1 } });
    expect((await sandbox.grace.get("/profile")).status).toBe(200);
    expect((await sandbox.grace.get("/accounts/1/labels")).body).toEqual({ error: "Internal Server Error" });
    expect((await sandbox.grace.get("/accounts/1/labels")).status).toBe(200);
  });

  it("answer with a page, with 429, or slowly, until they are cleared", async () => {
    await sandbox.control.put("/faults", { api: { failWith: 500, htmlBody: true } });
    expect((await sandbox.grace.get("/profile")).headers.get("content-type")).toMatch(/^text\/html/);
    await sandbox.control.put("/faults", { api: { failWith: 429 } });
    expect((await sandbox.grace.get("/profile")).text).toBe("Retry later");
    await sandbox.control.put("/faults", { api: { failWith: null, latencyMs: 200 } });
    const startedAt = performance.now();
    expect((await sandbox.grace.get("/profile")).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThan(190);
    const cleared = await sandbox.control.delete("/faults");
    expect(dig(cleared.body, "api")).toMatchObject({ failWith: null, latencyMs: 0 });
  });

  it("refuse what they do not know", async () => {
    expect((await sandbox.control.put("/faults", { webhooks: { drop: 2 } })).status).toBe(422);
    expect((await sandbox.control.put("/faults", { unknown: 1 })).status).toBe(422);
  });
});

it("remembers who called what", async () => {
  await sandbox.alan.get("/accounts/1/labels?x=1");
  await sandbox.alan.get("/nowhere");
  expect((await sandbox.control.get("/calls")).body).toMatchObject([
    { method: "GET", path: "/api/v1/nowhere", status: 404 },
    { method: "GET", path: "/api/v1/accounts/1/labels?x=1", status: 200, userId: 2 },
  ]);
  expect((await sandbox.control.delete("/calls")).body).toEqual([]);
});
