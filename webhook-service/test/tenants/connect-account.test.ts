import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { chatwootClient } from "../../src/chatwoot/client.ts";
import type { Context } from "../../src/context.ts";
import { inTenant } from "../../src/store/in-tenant.ts";
import { connectAccount } from "../../src/tenants/connect-account.ts";
import { hookFinder } from "../../src/tenants/find-hook.ts";
import { findTenant } from "../../src/tenants/find-tenant.ts";
import { listTenants } from "../../src/tenants/list-tenants.ts";
import { tenantClient } from "../../src/tenants/tenant-client.ts";
import { startTestContext, type TestContext } from "../harness/context.ts";
import { startRelay } from "../harness/relay.ts";
import { startTestSandbox, type TestSandbox } from "../harness/sandbox.ts";

let sandbox: TestSandbox;
let context: TestContext;
let ctx: Context;

async function start(version?: string) {
  sandbox = await startTestSandbox({ version });
  context = await startTestContext({ trustedOrigins: [sandbox.origin] });
  ctx = context.ctx;
}

afterEach(async () => {
  await context.close();
  await sandbox.close();
});

const harbour = () => ({
  chatwootUrl: `${sandbox.origin}/app/accounts/1/dashboard`,
  accountId: 1,
  token: sandbox.tokenOf("administrator", 1),
});
const administrator = () => chatwootClient({ ...harbour(), config: ctx.config, url: sandbox.origin });

/** All that connecting may change, on both sides. */
async function everything() {
  const tenants = await listTenants(ctx);
  const rows = await Promise.all(tenants.map(({ id }) => inTenant(ctx.db, id, (tx) => tx("tenants").first())));
  const inboxes = await Promise.all(tenants.map(({ id }) => inTenant(ctx.db, id, (tx) => tx("inboxes").orderBy("id"))));
  const { webhooks, dashboardApps } = administrator();
  return { rows, inboxes, webhooks: await webhooks.list(), apps: await dashboardApps.list() };
}

describe("connecting a Chatwoot 4.16", () => {
  beforeEach(() => start());

  it("makes the tenant, a signed webhook with the events we use, the dashboard app, and knows the inboxes", async () => {
    const connected = await connectAccount(ctx, harbour());
    expect(connected).toMatchObject({
      name: "Harbour Homes",
      chatwootUrl: sandbox.origin,
      signed: true,
      steps: { tenant: "create", webhook: "create", dashboardApp: "create" },
    });
    const { hook, panel, signIn } = connected.tenant?.addresses ?? {};
    const key = connected.tenant?.key ?? "";
    expect(panel).toBe(`https://panel.test/panel/${key}`);
    expect(signIn).toBe(`https://panel.test/sign-in?tenant=${key}`);
    expect(hook).toMatch(/^https:\/\/panel\.test\/webhooks\/chatwoot\/[\w-]{24}$/);
    const { rows, inboxes, webhooks, apps } = await everything();
    expect(webhooks).toEqual([
      {
        id: rows[0].webhook_id,
        url: hook,
        secret: expect.any(String),
        subscriptions: [
          "contact_created",
          "contact_updated",
          "conversation_created",
          "conversation_updated",
          "conversation_status_changed",
          "message_created",
          "message_updated",
        ],
      },
    ]);
    expect(apps).toEqual([
      { id: rows[0].dashboard_app_id, title: "PropPilot", content: [{ type: "frame", url: panel }] },
    ]);
    expect(inboxes[0]?.map((inbox) => inbox.channel_type)).toContain("Channel::Whatsapp");
    expect(await findTenant(ctx, key)).toEqual({
      id: connected.tenant?.id,
      key,
      name: "Harbour Homes",
      chatwootUrl: sandbox.origin,
      accountId: 1,
    });
  });

  it("stores the token and the hook's secret sealed, and finds both again", async () => {
    const { tenant } = await connectAccount(ctx, harbour());
    const { rows, webhooks } = await everything();
    expect(rows[0].chatwoot_token.includes(harbour().token)).toBe(false);
    const client = await tenantClient(ctx, tenant?.id ?? "");
    expect((await client.agents()).agents.length).toBeGreaterThan(0);
    const hookKey = tenant?.addresses.hook.split("/").at(-1) ?? "";
    expect(await hookFinder(ctx)(hookKey)).toEqual({
      tenantId: tenant?.id,
      accountId: 1,
      secret: webhooks[0]?.secret,
      allowUnsigned: false,
    });
  });

  it("changes nothing the second time", async () => {
    const first = await connectAccount(ctx, harbour());
    const before = await everything();
    const second = await connectAccount(ctx, harbour());
    expect(second).toEqual({ ...first, steps: { tenant: "keep", webhook: "keep", dashboardApp: "keep" } });
    expect(await everything()).toEqual(before);
  });

  it("moves webhook and app to a new PUBLIC_URL without making others", async () => {
    await connectAccount(ctx, harbour());
    const before = await everything();
    const moved = { ...ctx, config: { ...ctx.config, publicUrl: "https://new.test" } };
    const { tenant, steps } = await connectAccount(moved, harbour());
    expect(steps).toEqual({ tenant: "keep", webhook: "update", dashboardApp: "update" });
    const after = await everything();
    expect(after.webhooks).toEqual([{ ...before.webhooks[0], url: tenant?.addresses.hook }]);
    expect(after.apps).toEqual([{ ...before.apps[0], content: [{ type: "frame", url: tenant?.addresses.panel }] }]);
    expect(after.rows).toEqual(before.rows);
  });

  it("repairs what was changed or removed by hand, and leaves the app's title alone", async () => {
    await connectAccount(ctx, harbour());
    const { webhooks, apps } = await everything();
    const [webhook, app] = [webhooks[0], apps[0]];
    if (!webhook || !app) throw new Error("Connecting made both.");
    await administrator().webhooks.delete(webhook.id);
    await administrator().dashboardApps.update(app.id, { ...app, title: "Customer", url: app.content[0]?.url ?? "" });
    const { steps } = await connectAccount(ctx, harbour());
    expect(steps).toMatchObject({ webhook: "create", dashboardApp: "keep" });
    const after = await everything();
    expect(after.webhooks).toMatchObject([{ url: webhook.url }]);
    expect(after.webhooks[0]?.secret).not.toBe(webhook.secret);
    expect(after.apps).toMatchObject([{ id: app.id, title: "Customer" }]);
    const hookKey = webhook.url.split("/").at(-1) ?? "";
    expect((await hookFinder(ctx)(hookKey))?.secret).toBe(after.webhooks[0]?.secret);
  });

  it("ends in one tenant, one webhook, one app when several connect at once", async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => connectAccount(ctx, harbour())));
    expect(new Set(all.map(({ tenant }) => tenant?.key)).size).toBe(1);
    const { rows, webhooks, apps } = await everything();
    expect([rows.length, webhooks.length, apps.length]).toEqual([1, 1, 1]);
    expect(rows[0]).toMatchObject({ webhook_id: webhooks[0]?.id, dashboard_app_id: apps[0]?.id });
    expect(await connectAccount(ctx, harbour())).toMatchObject({
      steps: { tenant: "keep", webhook: "keep", dashboardApp: "keep" },
    });
  });

  it("keeps two accounts of one Chatwoot apart", async () => {
    const one = await connectAccount(ctx, harbour());
    const two = await connectAccount(ctx, {
      chatwootUrl: sandbox.origin,
      accountId: 2,
      token: sandbox.tokenOf("administrator", 2),
    });
    expect(two.name).toBe("Second Street Lettings");
    expect(two.tenant?.id).not.toBe(one.tenant?.id);
    const seen = await inTenant(ctx.db, two.tenant?.id ?? "", (tx) => tx("tenants").select("account_id"));
    expect(seen).toEqual([{ account_id: 2 }]);
  });

  it("writes nothing in a dry run", async () => {
    const before = await everything();
    expect(await connectAccount(ctx, { ...harbour(), dryRun: true })).toMatchObject({
      tenant: null,
      name: "Harbour Homes",
      steps: { tenant: "create", webhook: "create", dashboardApp: "create" },
    });
    expect(await everything()).toEqual(before);
  });

  it.each([
    ["webhook", "before the webhook is made", "lose the call"],
    ["webhook", "after the webhook was made", "lose the answer"],
    ["dashboard_app", "before the dashboard app is made", "lose the call"],
    ["dashboard_app", "after the dashboard app was made", "lose the answer"],
  ] as const)("goes on where an attempt broke off: %s, %s", async (path, _when, fault) => {
    const relay = await startRelay(sandbox.origin);
    const config = { ...ctx.config, trustedOrigins: [relay.origin] };
    const through = { ...harbour(), chatwootUrl: relay.origin };
    relay.fault = (method, url) => (method === "POST" && url.includes(path) ? fault : undefined);
    await expect(connectAccount({ ...ctx, config }, through)).rejects.toMatchObject({ code: "chatwoot_unreachable" });
    relay.fault = () => undefined;
    await connectAccount({ ...ctx, config }, through);
    await relay.close();
    const { rows, webhooks, apps } = await everything();
    expect([rows.length, webhooks.length, apps.length]).toEqual([1, 1, 1]);
  });

  it("says so when the token is taken away half-way", async () => {
    const relay = await startRelay(sandbox.origin);
    const config = { ...ctx.config, trustedOrigins: [relay.origin] };
    relay.fault = (method) => (method === "POST" ? "revoke the token" : undefined);
    await expect(connectAccount({ ...ctx, config }, { ...harbour(), chatwootUrl: relay.origin })).rejects.toThrow(
      "Chatwoot does not accept this token, or not any more.",
    );
    await relay.close();
    expect(await everything()).toMatchObject({ webhooks: [], apps: [] });
  });
});

describe("connecting a Chatwoot that does not sign", () => {
  beforeEach(() => start("4.10"));

  it("stops without explicit consent", async () => {
    await expect(connectAccount(ctx, harbour())).rejects.toThrow(/^Chatwoot 4\.10\.1 does not sign .*--allow-unsigned/);
    expect(await everything()).toMatchObject({ rows: [], webhooks: [], apps: [] });
  });

  it("takes its deliveries unsigned with consent, which is remembered until it signs", async () => {
    const { tenant, signed } = await connectAccount(ctx, { ...harbour(), allowUnsigned: true });
    const hookKey = tenant?.addresses.hook.split("/").at(-1) ?? "";
    expect(signed).toBe(false);
    expect(await hookFinder(ctx)(hookKey)).toMatchObject({ secret: null, allowUnsigned: true });
    expect((await connectAccount(ctx, harbour())).steps.tenant).toBe("keep");

    await sandbox.control("PUT", "version", { version: "4.16" });
    expect(await connectAccount(ctx, harbour())).toMatchObject({ signed: true, steps: { tenant: "update" } });
    expect(await hookFinder(ctx)(hookKey)).toMatchObject({ secret: expect.any(String), allowUnsigned: false });
  });
});
