import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { queueBackends } from "@proppilot/webhook-service/testing/queue";
import type { Program } from "../harness/program.ts";
import { audit } from "./audit.ts";
import { printFigures } from "./print-figures.ts";
import { type Scene, setScene } from "./scene.ts";

const workKills = 6;
const serveKills = 3;

/** Kills and restarts a program again and again, each time after up to 1.5 s of work. */
async function torment(scene: Scene, start: () => Promise<Program>, kills: number): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    const program = await start();
    await sleep(scene.random() * 1_500);
    await program.kill();
  }
  await start();
}

describe.each(queueBackends)("the queue in %s", (backend) => {
  it("loses, doubles and reorders nothing when workers and servers are killed under load", async () => {
    await using scene = await setScene({ backend });
    const begun = performance.now();
    const serving = torment(scene, scene.startServe, serveKills);
    const working = torment(scene, scene.startWork, workKills);
    scene.load.start(scene.hook);
    await Promise.all([serving, working]);
    const resumedAfter = await scene.caughtUp(20_000);
    await scene.load.finish();
    const endedAfter = await scene.settled(60_000);
    const result = await audit(scene);
    await printFigures(scene, `kill -9, queue in ${backend}`, {
      workKills,
      serveKills,
      ...scene.load.counts,
      ...result,
      resumedAfter,
      endedAfter,
      took: Math.round(performance.now() - begun),
    });
    expect(result.faults).toEqual([]);
    expect(result.acknowledged).toBeGreaterThan(100);
  });
});
