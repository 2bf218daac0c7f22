import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { until } from "@proppilot/webhook-service/testing/until";
import { newCustomer, write } from "../harness/customer.ts";
import { post } from "../harness/hook.ts";
import { readJson } from "../harness/program.ts";
import { type OwnPostgres, startPostgres } from "../harness/start-postgres.ts";
import { newInstallation, runProppilot } from "../harness/start-service.ts";
import { audit } from "./audit.ts";
import { printFigures } from "./print-figures.ts";
import { type Scene, setScene } from "./scene.ts";

let postgres: OwnPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(async () => {
  await postgres[Symbol.asyncDispose]();
});

async function sceneOnIt(): Promise<Scene> {
  const databaseUrl = await postgres.createDatabase();
  await runProppilot(await newInstallation(databaseUrl), "migrate");
  return setScene({ databaseUrl });
}

/** Somebody who is not among the load's customers. */
const passerBy = newCustomer(999, Date.now());

/** Tries until a webhook is taken. @returns how long that took, in ms */
async function untilTaken({ hook }: Scene, timeoutMs: number): Promise<number> {
  const begun = performance.now();
  const taken = async () => (await post(hook, write(passerBy, 1_000_000, "Are you there?", Date.now()))).status === 200;
  await until("a webhook is taken", taken, timeoutMs);
  return Math.round(performance.now() - begun);
}

it("acknowledges only what is stored when PostgreSQL ends at once under load, and goes on by itself", async () => {
  await using scene = await sceneOnIt();
  const serve = await scene.startServe();
  const work = await scene.startWork();
  scene.load.start(scene.hook);
  const after = { taken: [] as number[], resumed: [] as number[], caughtUp: [] as number[] };
  for (let restart = 0; restart < 2; restart += 1) {
    await sleep(1_000 + scene.random() * 1_000);
    await postgres.crash();
    await sleep(500 + scene.random() * 2_000);
    await postgres.start();
    after.taken.push(await untilTaken(scene, 10_000));
    after.resumed.push(await scene.resumed(5_000));
    after.caughtUp.push(await scene.caughtUp(20_000));
  }
  await scene.load.finish();
  const endedAfter = await scene.settled(60_000);
  const { faults, ...result } = await audit(scene);
  await printFigures(scene, "PostgreSQL ended at once", { ...scene.load.counts, ...result, ...after, endedAfter });
  expect(faults).toEqual([]);
  expect(result.acknowledged).toBeGreaterThan(50);
  expect([serve.process.exitCode, work.process.exitCode]).toEqual([null, null]);
});

it("refuses with 503 within 2 s while PostgreSQL is away", async () => {
  await using scene = await sceneOnIt();
  await scene.startServe();
  await untilTaken(scene, 5_000);
  await postgres.crash();
  const begun = performance.now();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, id) => post(scene.hook, write(passerBy, id, "Hello?", Date.now()))),
  );
  const took = performance.now() - begun;
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  expect(took).toBeLessThan(2_000);
  await postgres.start();
});

it("waits for a PostgreSQL that is missing at the start, and comes up with it", async () => {
  await using scene = await sceneOnIt();
  await postgres.crash();
  const starting = [scene.startServe(), scene.startWork()];
  await sleep(3_000);
  await postgres.start();
  const begun = performance.now();
  const programs = await Promise.all(starting);
  const upAfter = performance.now() - begun;
  await untilTaken(scene, 5_000);
  await scene.settled(20_000);
  expect(upAfter).toBeLessThan(10_000);
  for (const { lines } of programs) {
    const waits = lines.filter((line) => String(readJson(line)?.msg).startsWith("waiting for the database"));
    expect(waits).toHaveLength(1);
  }
});
