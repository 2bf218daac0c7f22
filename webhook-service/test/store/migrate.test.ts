import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { pino } from "pino";
import { loadConfig } from "../../src/config/load-config.ts";
import type { Context } from "../../src/context.ts";
import { storeDeliveries } from "../../src/deliveries/store-deliveries.ts";
import { claimEffect } from "../../src/effects/claim-effect.ts";
import { claimLane } from "../../src/lanes/claim-lane.ts";
import { drainLane } from "../../src/lanes/drain-lane.ts";
import { connect } from "../../src/store/connect.ts";
import { inTenant } from "../../src/store/in-tenant.ts";
import { migrate } from "../../src/store/migrate.ts";
import { assertRolesAreBound } from "../../src/store/roles.ts";
import { aMessage } from "../harness/bodies.ts";
import { runSql } from "../harness/database.ts";
import { deliveryOf } from "../harness/deliveries.ts";
import { installedReleases, type PrivateCluster, startPrivateCluster } from "../harness/private-cluster.ts";

// Clusters are made first.
jest.setTimeout(60_000);

describe.each(installedReleases)("on PostgreSQL $release, as an owner who is no superuser", ({ programs }) => {
  let cluster: PrivateCluster;
  const ownersDatabase = () => cluster.url("owner", "product");

  beforeAll(async () => {
    cluster = await startPrivateCluster(programs);
    const administrator = cluster.url("postgres", "postgres");
    await runSql(administrator, "create role owner login createrole createdb");
    await runSql(administrator, "create database product owner owner");
  });
  afterAll(() => cluster.close());

  it("migrates once, however many try at once, and has nothing to do again", async () => {
    const ran = await Promise.all([1, 2, 3].map(() => migrate({ databaseUrl: ownersDatabase() })));
    expect(ran.map((names) => names.length > 0).sort()).toEqual([false, false, true]);
    expect(await migrate({ databaseUrl: ownersDatabase() })).toEqual([]);
  });

  it("binds the roles, stores, claims, works off and keeps tenants apart", async () => {
    const env = { DATABASE_URL: ownersDatabase(), SECRET_KEY: randomBytes(32).toString("base64") };
    const db = connect({ databaseUrl: ownersDatabase(), applicationName: "owner test" });
    const ctx: Context = {
      config: loadConfig(env),
      db,
      log: pino({ level: "silent" }),
      now: () => new Date(),
      random: Math.random,
    };
    try {
      await assertRolesAreBound(db);
      await db.raw("select proppilot.add_weeks_ahead()");
      const [ours, theirs] = [randomUUID(), randomUUID()];
      const body = aMessage();
      await storeDeliveries(db, [deliveryOf(ours, body)]);
      const claim = await claimLane(ctx);
      expect(claim).toMatchObject({ tenantId: ours, lane: "contact:42" });
      if (claim) expect(await drainLane(ctx, claim)).toMatchObject({ worked: 1, effects: true });
      expect(await claimEffect(ctx)).toMatchObject({ tenantId: ours, payload: { chatwootId: 42 } });
      const names = (tenant: string) => inTenant(db, tenant, (tx) => tx("contacts").pluck("name"));
      expect(await names(ours)).toEqual([body.sender.name]);
      expect(await names(theirs)).toEqual([]);
    } finally {
      await db.destroy();
    }
  });

  it("lets nobody else who may log in read a tenant's rows or call what looks across tenants", async () => {
    await runSql(cluster.url("postgres", "postgres"), "create role stranger login");
    const asStranger = (sql: string) => runSql(cluster.url("stranger", "product"), sql);
    await expect(asStranger("select * from proppilot.contacts")).rejects.toThrow("permission denied");
    await expect(asStranger("select * from proppilot.list_tenants()")).rejects.toThrow("permission denied");
    const asApp = (sql: string) => runSql(ownersDatabase(), `set role proppilot_app; ${sql}`);
    await expect(asApp("select * from proppilot.list_tenants()")).rejects.toThrow("permission denied for function");
  });

  it("goes into a second database of the same owner, where the roles are there already", async () => {
    await runSql(cluster.url("owner", "postgres"), "create database second");
    const names = await migrate({ databaseUrl: cluster.url("owner", "second") });
    expect(names.length).toBeGreaterThan(0);
  });
});
