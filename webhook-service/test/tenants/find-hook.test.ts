import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Context } from "../../src/context.ts";
import { inTenant } from "../../src/store/in-tenant.ts";
import { hookFinder } from "../../src/tenants/find-hook.ts";
import { createTenantRecord, updateTenantRecord } from "../../src/tenants/tenant-record.ts";
import { startTestContext, type TestContext } from "../harness/context.ts";

let context: TestContext;
let ctx: Context;
let time = 0;
let queries: number;

beforeEach(async () => {
  context = await startTestContext();
  ctx = { ...context.ctx, now: () => new Date(time) };
  queries = 0;
  ctx.db.on("query", ({ sql }: { sql: string }) => {
    if (sql.includes("find_hook")) queries += 1;
  });
});
afterEach(() => context.close());

const aTenant = () =>
  createTenantRecord(
    ctx,
    { chatwootUrl: "https://chat.example.com", accountId: 3 },
    { name: "Harbour Homes", chatwootVersion: "4.16.2", token: "t0ken", allowUnsigned: false },
  );

describe("hookFinder", () => {
  it("asks the database once for many requests within 5 s, and sees a new secret after that", async () => {
    const record = await aTenant();
    await updateTenantRecord(ctx, record, { hookSecret: "old" });
    const findHook = hookFinder(ctx);
    const found = await Promise.all(Array.from({ length: 20 }, () => findHook(record.hookKey)));
    expect(found[19]).toEqual({ tenantId: record.id, accountId: 3, secret: "old", allowUnsigned: false });
    await updateTenantRecord(ctx, record, { hookSecret: "new" });
    time += 4_999;
    expect(await findHook(record.hookKey)).toMatchObject({ secret: "old" });
    expect(queries).toBe(1);
    time += 1;
    expect(await findHook(record.hookKey)).toMatchObject({ secret: "new" });
    expect(queries).toBe(2);
  });

  it("finds a hook at once that was unknown a moment ago", async () => {
    const findHook = hookFinder(ctx);
    const record = await aTenant();
    expect(await findHook("nobody's")).toBeNull();
    await inTenant(ctx.db, record.id, (tx) => tx("tenants").update({ hook_key: "nobody's" }));
    expect(await findHook("nobody's")).toMatchObject({ tenantId: record.id });
  });

  it("says that the store is unreachable, and does not remember that", async () => {
    const record = await aTenant();
    const findHook = hookFinder(ctx);
    await ctx.db.destroy();
    await expect(findHook(record.hookKey)).rejects.toMatchObject({ code: "store_unreachable" });
    ctx.db.initialize();
    expect(await findHook(record.hookKey)).toMatchObject({ tenantId: record.id });
  });

  it("opens no secret with another installation's key", async () => {
    const record = await aTenant();
    await updateTenantRecord(ctx, record, { hookSecret: "secret" });
    const other = { ...ctx, config: { ...ctx.config, secretKey: Buffer.alloc(32, 1) } };
    await expect(hookFinder(other)(record.hookKey)).rejects.toThrow(/SECRET_KEY/);
  });
});
