import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Problem } from "@proppilot/shared-types";
import { isStoreUnreachable } from "../../src/errors.ts";
import { connect, type Db } from "../../src/store/connect.ts";
import { type RunningService, startService, type TestTenant } from "../harness/running-service.ts";
import { startDatabaseRelay, type TcpRelay } from "../harness/tcp-relay.ts";

let relay: TcpRelay;
let service: RunningService;
let tenant: TestTenant;

beforeAll(async () => {
  relay = await startDatabaseRelay();
  service = await startService({ work: false, databaseHost: relay.host });
  tenant = await service.addTenant();
});
afterAll(async () => {
  await service.close();
  await relay.close();
}, 20_000);
afterEach(() => relay.heal());

const paths = {
  "the API": () => `/api/v1/contacts/${tenant.record.id}`,
  "the live stream": () => `/api/v1/live?contact=${tenant.record.id}`,
  "the panel's page": () => `/panel/${tenant.record.key}`,
};

describe.each(["cut", "silence"] as const)("while the store's network is in %s", (fault) => {
  it.each(Object.keys(paths) as (keyof typeof paths)[])("%s says that the store can't be reached", async (name) => {
    // A pool without connections: what is silent in the midst of a query takes the query's own time-out.
    relay.cut();
    await tenant.get("/session").catch(() => {});
    relay.heal();
    relay[fault]();
    const authorization = `Bearer ${tenant.apiKey}`;
    const answer = await fetch(service.url + paths[name](), { headers: { authorization } });
    const problem = (await answer.json()) as Problem;
    expect([answer.status, problem.code]).toEqual([503, "store_unreachable"]);
    expect(problem.detail).not.toMatch(/select|proppilot/);
  });
});

/** A pool of one connection of its own, and how its work failed. */
async function failureOf(work: (db: Db) => Promise<unknown>): Promise<unknown> {
  const { databaseUrl } = service.ctx.config;
  const db = connect({ databaseUrl, applicationName: "to be ended", poolSize: 1 });
  try {
    return await work(db).then(
      () => new Error("It did not fail."),
      (error: unknown) => error,
    );
  } finally {
    await db.destroy();
  }
}

describe("it is the store's fault", () => {
  it.each<[string, (db: Db) => Promise<unknown>]>([
    ["that a statement takes too long", (db) => db.raw("set statement_timeout = 50; select pg_sleep(5)")],
    [
      "that an operator ends the connection",
      (db) =>
        Promise.all([
          db.raw("select pg_sleep(5)"),
          service.ctx.db
            .raw("select pg_sleep(0.2)")
            .then(() =>
              service.ctx.db.raw(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to be ended'",
              ),
            ),
        ]),
    ],
    [
      "that the network breaks amid a query",
      async (db) => {
        await db.raw("select 1");
        setTimeout(relay.cut, 100);
        await db.raw("select pg_sleep(5)");
      },
    ],
    ["that the pool has nothing left", (db) => db.transaction(() => db.raw("select 1"))],
    ["that two transactions wait for each other", (db) => db.raw("do $$ begin raise sqlstate '40P01'; end $$")],
    ["that its disk is full", (db) => db.raw("do $$ begin raise sqlstate '53100'; end $$")],
  ])("%s", async (_fault, work) => {
    expect(isStoreUnreachable(await failureOf(work))).toBe(true);
  });
});

describe("it is not the store's fault", () => {
  it.each<[string, (db: Db) => Promise<unknown>]>([
    ["that a value does not fit", (db) => db.raw("select ?::uuid", ["x - timeout expired"])],
    ["that a row is there already", (db) => db.raw("do $$ begin raise unique_violation; end $$")],
    ["that there is no such table", (db) => db("nowhere")],
    ["that our own code is wrong", async () => Reflect.get(undefined as never, "x")],
    ["that a file is missing", async () => import("node:fs/promises").then(({ readFile }) => readFile("/nowhere"))],
  ])("%s", async (_fault, work) => {
    expect(isStoreUnreachable(await failureOf(work))).toBe(false);
  });
});
