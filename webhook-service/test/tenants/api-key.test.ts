import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Context } from "../../src/context.ts";
import { inTenant } from "../../src/store/in-tenant.ts";
import { createApiKey } from "../../src/tenants/create-api-key.ts";
import { findApiKey } from "../../src/tenants/find-api-key.ts";
import { createTenantRecord, type TenantRecord } from "../../src/tenants/tenant-record.ts";
import { startTestContext, type TestContext } from "../harness/context.ts";

let context: TestContext;
let ctx: Context;
let tenant: TenantRecord;
let time = Date.parse("2026-03-02T09:00:00Z");

beforeAll(async () => {
  context = await startTestContext();
  ctx = { ...context.ctx, now: () => new Date(time) };
  tenant = await createTenantRecord(
    ctx,
    { chatwootUrl: "https://chat.example.com", accountId: 3 },
    { name: "Harbour Homes", chatwootVersion: "4.16.2", token: "t0ken", allowUnsigned: false },
  );
});
afterAll(() => context.close());

const storedKeys = () => inTenant(ctx.db, tenant.id, (tx) => tx("api_keys").orderBy("created_at"));

describe("API keys", () => {
  it("are stored as a hash only, and found by the key", async () => {
    const key = await createApiKey(ctx, tenant.id, "import");
    expect(key).toMatch(/^pp_[\w-]{43}$/);
    const [stored] = await storedKeys();
    expect(JSON.stringify(stored)).not.toContain(key.slice(3));
    expect(stored.hash.length).toBe(32);
    expect(await findApiKey(ctx, key)).toEqual({
      id: stored.id,
      name: "import",
      tenant: {
        id: tenant.id,
        key: tenant.key,
        name: "Harbour Homes",
        chatwootUrl: "https://chat.example.com",
        accountId: 3,
      },
    });
  });

  it("tell to the minute when they were last used", async () => {
    const key = await createApiKey(ctx, tenant.id, "clock");
    const lastUsed = async () => (await storedKeys()).find(({ name }) => name === "clock")?.last_used_at;
    expect(await lastUsed()).toBeNull();
    const first = new Date(time);
    await findApiKey(ctx, key);
    time += 59_000;
    await findApiKey(ctx, key);
    expect(await lastUsed()).toEqual(first);
    time += 2_000;
    await findApiKey(ctx, key);
    expect(await lastUsed()).toEqual(new Date(time));
  });

  it.each(["find_api_key('\\x00')", "find_hook('x')", "find_tenant('x')", "list_tenants()"])(
    "and other look-ups across tenants are closed to the role that works for one tenant: %s",
    async (lookUp) => {
      const asTenant = inTenant(ctx.db, tenant.id, (tx) => tx.raw(`select * from ${lookUp}`));
      await expect(asTenant).rejects.toMatchObject({ code: "42501" });
    },
  );

  it("are nobody's when unknown, malformed or revoked", async () => {
    const key = await createApiKey(ctx, tenant.id, "old");
    await inTenant(ctx.db, tenant.id, (tx) => tx("api_keys").where({ name: "old" }).update({ revoked_at: new Date() }));
    expect(await findApiKey(ctx, key)).toBeUndefined();
    expect(await findApiKey(ctx, `pp_${"x".repeat(43)}`)).toBeUndefined();
    expect(await findApiKey(ctx, "pp_short")).toBeUndefined();
  });
});
