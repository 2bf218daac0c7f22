import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { queueBackends } from "@proppilot/webhook-service/testing/queue";
import type { Program } from "../harness/program.ts";
import { amidTransaction } from "./amid-transaction.ts";
import { audit } from "./audit.ts";
import { printFigures } from "./print-figures.ts";
import { type Scene, setScene } from "./scene.ts";

const workKills = 6;
const serveKills = 3;

/** Starts and kills a program again and again, each time after up to a second of work. */
async function torment(scene: Scene, start: () => Promise<Program>, kills: number): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    const program = await start();
    await sleep(scene.random() * 1_000);
    await program.kill();
  }
}

describe.each(queueBackends)("the queue in %s", (backend) => {
  it("loses, doubles and reorders nothing when workers and servers are killed under load", async () => {
    await using scene = await setScene({ backend });
    const begun = performance.now();
    const serving = torment(scene, scene.startServe, serveKills).then(scene.startServe);
    const working = torment(scene, scene.startWork, workKills - 1).then(scene.startWork);
    scene.load.start(scene.hook);
    const [, work] = await Promise.all([serving, working]);
    await amidTransaction(scene, work.kill);
    await scene.startWork();
    const resumed = await scene.resumed(20_000);
    const caughtUp = await scene.caughtUp(20_000);
    await scene.load.finish();
    const endedAfter = await scene.settled(60_000);
    const { faults, ...result } = await audit(scene);
    await printFigures(scene, `kill -9, queue in ${backend}`, {
      workKills,
      serveKills,
      ...scene.load.counts,
      ...result,
      resumed,
      caughtUp,
      endedAfter,
      took: Math.round(performance.now() - begun),
    });
    expect(faults).toEqual([]);
    expect(result.acknowledged).toBeGreaterThan(100);
  });
});
