import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import type { Context } from "../../src/context.ts";
import { storeDeliveries } from "../../src/deliveries/store-deliveries.ts";
import { claimLane } from "../../src/lanes/claim-lane.ts";
import { drainLane } from "../../src/lanes/drain-lane.ts";
import { type Claim, leaseSeconds, poisonLimit } from "../../src/lanes/lane.ts";
import { inTenant } from "../../src/store/in-tenant.ts";
import { aContactUpdate } from "../harness/bodies.ts";
import { startTestContext, type TestContext } from "../harness/context.ts";
import { deliveryOf } from "../harness/deliveries.ts";
import { interrupted } from "./interrupted.ts";

jest.setTimeout(30_000);

let context: TestContext;
let ctx: Context;
let tenantId: string;

beforeAll(async () => {
  context = await startTestContext();
  ctx = context.ctx;
  await ctx.db.raw(`
    create function public.refuse_poison() returns trigger language plpgsql as $$
    begin
      raise exception 'the store refuses this row';
    end $$;
    create trigger poison before insert on proppilot.changes for each row
      when (new.new::text like '%poison%') execute function public.refuse_poison();`);
});
afterAll(() => context.close());
beforeEach(async () => {
  await ctx.db.raw("truncate lane_entries, lanes, turns, outcomes, deliveries");
  tenantId = randomUUID();
});

let seconds = 0;
const named = (id: number, name: string) =>
  aContactUpdate({ id, name, updatedAt: new Date(Date.UTC(2026, 0, 1) + ++seconds * 1000).toISOString() });
const arrive = (...bodies: { event: string }[]) =>
  storeDeliveries(
    ctx.db,
    bodies.map((body) => deliveryOf(tenantId, body)),
  );

async function claim(): Promise<Claim> {
  const claimed = await claimLane(ctx);
  if (!claimed) throw new Error("There is nothing to claim.");
  return claimed;
}

const rows = (table: string) => inTenant(ctx.db, tenantId, (tx) => tx(table).select());
const namesOf = async () => Object.fromEntries((await rows("contacts")).map((row) => [row.chatwoot_id, row.name]));
/** As if its time had passed. */
const passLease = () =>
  ctx.db.raw("update lanes set leased_until = leased_until - make_interval(secs => ?)", [leaseSeconds]);
const passRest = () => ctx.db.raw("update lanes set blocked_until = clock_timestamp()");

describe("a lease", () => {
  it("keeps everybody else away, and ends after its time where nobody drains", async () => {
    await arrive(named(1, "a"));
    const dead = await claim();
    expect(await claimLane(ctx)).toBeNull();
    const [lane] = await rows("lanes");
    const left = (lane?.leased_until.getTime() - Date.now()) / 1000;
    expect(left).toBeGreaterThan(leaseSeconds - 3);
    expect(left).toBeLessThanOrEqual(leaseSeconds + 1);
    await passLease();
    const next = await claim();
    expect(next).toEqual({ ...dead, token: String(Number(dead.token) + 1), claims: 2 });
    expect(await drainLane(ctx, next)).toMatchObject({ worked: 1 });
    expect(await namesOf()).toEqual({ 1: "a" });
    expect(await claimLane(ctx)).toBeNull();
  });

  it.each([
    ["at its first claim", 0],
    ["at a later claim", 1],
  ])("that ended leaves a frozen worker nothing to do, %s", async (_when, died) => {
    await arrive(named(2, "b"));
    for (let before = 0; before < died; before++) {
      await claim();
      await passLease();
    }
    const frozen = await claim();
    await passLease();
    const next = await claim();
    const before = [await rows("lane_entries"), await rows("lanes")];
    await drainLane(ctx, frozen);
    expect([await rows("lane_entries"), await rows("lanes")]).toEqual(before);
    expect(await namesOf()).toEqual({});
    expect(await drainLane(ctx, next)).toMatchObject({ worked: 1 });
    expect(await namesOf()).toEqual({ 2: "b" });
  });

  it("that ended does not let a frozen worker's failure count against the delivery or free the lane", async () => {
    await arrive(named(3, "poison"));
    await claim();
    await passLease();
    const frozen = await claim();
    // Counted, tried, and frozen on the way to its rest.
    let before: unknown;
    const frozenAtRest = interrupted(ctx, async (nth) => {
      if (nth !== 3) return;
      await passLease();
      await claim();
      before = [await rows("lane_entries"), await rows("lanes")];
    });
    expect(await drainLane(frozenAtRest, frozen)).toEqual({ worked: 0, effects: false });
    expect(before).toBeDefined();
    expect([await rows("lane_entries"), await rows("lanes")]).toEqual(before);
  });
});

describe("a delivery that cannot be saved", () => {
  it("lets its lane rest, longer each time, while others go on", async () => {
    await arrive(named(4, "poison"));
    const rests: number[] = [];
    for (let tries = 0; tries < 4; tries++) {
      expect(await drainLane({ ...ctx, random: () => 0 }, await claim())).toEqual({ worked: 0, effects: false });
      const [lane] = (await rows("lanes")).filter(({ key }) => key === "contact:4");
      rests.push(lane?.blocked_until.getTime() - Date.now());
      await ctx.db.raw(
        "update lanes set blocked_until = clock_timestamp() + interval '1 minute' where key = 'contact:4'",
      );
      await arrive(named(5, `try ${tries}`));
      const other = await claim();
      expect(other.lane).toBe("contact:5");
      expect(await drainLane(ctx, other)).toMatchObject({ worked: 1 });
      expect(await claimLane(ctx)).toBeNull();
      await passRest();
    }
    expect(await namesOf()).toEqual({ 5: "try 3" });
    // What is left of each, after our way here.
    for (const [index, ms] of rests.entries()) expect(ms).toBeLessThanOrEqual(50 * 2 ** index);
    expect(rests[3]).toBeGreaterThan(50 * 2 ** 2);
  });

  it("is dead after its tries with the reason, and the lane goes on with the next", async () => {
    await arrive(named(6, "first"), named(6, "poison"), named(6, "last"));
    let claims = 0;
    for (;;) {
      const claimed = await claimLane(ctx);
      if (!claimed) break;
      claims += 1;
      await drainLane(ctx, claimed);
      await passRest();
    }
    expect(await namesOf()).toEqual({ 6: "last" });
    const outcomes = (await rows("outcomes")).sort((one, other) => one.finished_at - other.finished_at);
    expect(outcomes).toEqual([
      expect.objectContaining({ state: "done" }),
      expect.objectContaining({
        state: "dead",
        reason: "poison",
        detail: "database error P0001",
        attempts: poisonLimit,
      }),
      expect.objectContaining({ state: "done" }),
    ]);
    expect(claims).toBeLessThan(poisonLimit + 6);
    expect((await rows("lanes")).map((lane) => lane.claims)).toEqual([0]);
  });

  it("that kills its worker without a word is dead after as many tries", async () => {
    await arrive(named(7, "killer"), named(7, "after"));
    for (let tries = 0; tries <= poisonLimit; tries++) {
      const claimed = await claim();
      // A killed process: its count is committed, its work and its rest are not.
      const killed = interrupted(ctx, async (nth) => {
        if (nth > 1) throw new Error("killed");
      });
      if (claimed.claims > 1) await drainLane(killed, claimed);
      await passLease();
    }
    await drainLane(ctx, await claim());
    expect(await rows("outcomes")).toEqual([
      expect.objectContaining({ state: "dead", reason: "poison", detail: expect.stringContaining("without a word") }),
    ]);
    await drainLane(ctx, await claim());
    expect(await namesOf()).toEqual({ 7: "after" });
  });
});

describe("between tenants", () => {
  it.each([
    ["one lane", () => 1],
    ["500 lanes", (index: number) => index + 1],
  ])("one delivery is not kept waiting by another tenant's 500 in %s", async (_what, contactOf) => {
    const busy = tenantId;
    await arrive(...Array.from({ length: 500 }, (_, index) => named(contactOf(index), "d")));
    const served = await claim();
    expect(served.tenantId).toBe(busy);
    await drainLane(ctx, served);
    const late = randomUUID();
    await storeDeliveries(ctx.db, [deliveryOf(late, named(1, "late"))]);
    const next = [await claimLane(ctx), await claimLane(ctx)];
    expect(next.map((claimed) => claimed?.tenantId)).toContain(late);
  });

  it("both get their turn, lane by lane", async () => {
    const other = randomUUID();
    const bodies = [1, 2, 3, 4].map((id) => named(id, "e"));
    await storeDeliveries(
      ctx.db,
      [tenantId, other].flatMap((tenant) => bodies.map((body) => deliveryOf(tenant, body))),
    );
    const turns: string[] = [];
    const lanes = new Set<string>();
    for (let turn = 0; turn < 8; turn++) {
      const claimed = await claim();
      turns.push(claimed.tenantId);
      lanes.add(`${claimed.tenantId} ${claimed.lane}`);
    }
    expect(lanes.size).toBe(8);
    expect(turns.slice(2)).toEqual(turns.slice(0, -2));
    expect(new Set(turns.slice(0, 2)).size).toBe(2);
    expect(await claimLane(ctx)).toBeNull();
  });
});
