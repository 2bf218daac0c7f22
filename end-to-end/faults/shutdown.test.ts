import { expect, it } from "@jest/globals";
import { until } from "@proppilot/webhook-service/testing/until";
import { audit } from "./audit.ts";
import { printFigures } from "./print-figures.ts";
import { setScene } from "./scene.ts";

/** SHUTDOWN_TIMEOUT's default, and a second to leave. */
const limit = 11_000;

it("ends with code 0 in time when asked to under load, and goes on where it stopped", async () => {
  await using scene = await setScene();
  const programs = [await scene.startServe(), await scene.startWork()];
  scene.load.start(scene.hook);
  await scene.resumed(10_000);
  const begun = performance.now();
  await Promise.all(programs.map((program) => program.stop()));
  const stoppedAfter = Math.round(performance.now() - begun);
  expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual([0, 0]);
  await scene.startServe();
  await scene.startWork();
  await scene.load.finish();
  const endedAfter = await scene.settled(20_000);
  const { faults, ...result } = await audit(scene);
  await printFigures(scene, "SIGTERM", { ...scene.load.counts, ...result, stoppedAfter, endedAfter });
  expect(faults).toEqual([]);
  expect(stoppedAfter).toBeLessThan(limit);
});

it("ends in time although Chatwoot keeps a read waiting", async () => {
  await using scene = await setScene();
  scene.chatwoot.silent = true;
  await scene.startServe();
  const work = await scene.startWork();
  scene.load.start(scene.hook);
  await until(
    "a read is under way",
    async () => (await scene.ask("select count(*) from proppilot.effects where leased_until > now()")) !== "0",
  );
  const begun = performance.now();
  await work.stop();
  expect(await work.ended).toBe(0);
  expect(performance.now() - begun).toBeLessThan(limit);
  await scene.load.finish();
});
