import { describe, expect, it } from "@jest/globals";
import { queueBackends } from "@proppilot/webhook-service/testing/queue";
import { amidTransaction } from "./amid-transaction.ts";
import { audit } from "./audit.ts";
import { printFigures } from "./print-figures.ts";
import { setScene } from "./scene.ts";

describe.each(queueBackends)("the queue in %s", (backend) => {
  it("lets nothing take effect twice when a worker freezes in its transaction and wakes after its lease", async () => {
    await using scene = await setScene({ backend });
    await scene.startServe();
    const frozen = await scene.startWork();
    scene.load.start(scene.hook);
    await scene.resumed(10_000);
    await amidTransaction(scene, async () => void frozen.process.kill("SIGSTOP"));
    await scene.startWork();
    const takenOverAfter = await scene.caughtUp(30_000);
    frozen.process.kill("SIGCONT");
    await scene.resumed(5_000);
    await scene.load.finish();
    const endedAfter = await scene.settled(60_000);
    const { faults, ...result } = await audit(scene);
    await printFigures(scene, `frozen, queue in ${backend}`, {
      ...scene.load.counts,
      ...result,
      takenOverAfter,
      endedAfter,
    });
    expect(faults).toEqual([]);
    expect(frozen.process.exitCode).toBeNull();
  });
});
