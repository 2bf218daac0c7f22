import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { newCustomer } from "../harness/customer.ts";
import { playChatwoot } from "../harness/play-chatwoot.ts";
import type { Program } from "../harness/program.ts";
import { startServe, startWork } from "../harness/start-service.ts";
import { generateLoad } from "./generate-load.ts";
import { ask, install, withServer } from "./installation.ts";
import { printConditions, printTable } from "./report.ts";

const seconds = Number(process.env.BENCH_SECONDS ?? 30);
const order = { connections: 64, bytes: 2_048, customers: 200, perSecond: 100 };

/** Memory that a process holds, in MB. */
function residentMemory({ process: { pid } }: Program): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024);
}

await withServer(async () => {
  const ids = Array.from({ length: order.customers }, (_, index) => index + 1);
  const chatwoot = await playChatwoot(new Map(ids.map((id) => [id, newCustomer(id, Date.now())])));
  const { installation, databaseUrl, hook } = await install(chatwoot.url);
  const serve = await startServe(installation);
  const work = await startWork(installation);
  await sleep(seconds * 1_000);
  const atRest = residentMemory(serve);
  await generateLoad({ hook, seconds: 3, ...order });
  const { acknowledged, refused, p50, p99, longest } = await generateLoad({ hook, seconds, ...order });
  const underLoad = residentMemory(serve);
  await sleep(seconds * 1_000);
  const restAgain = residentMemory(serve);
  const stored = Number(await ask(databaseUrl, "select count(*) from proppilot.deliveries where origin = 'pushed'"));
  printTable(
    "Answering at a pace of 100 webhooks/s",
    ["acknowledged", "refused", "p50 in ms", "p99 in ms (target ≤ 150)", "longest in ms"],
    [[acknowledged, refused, p50.toFixed(1), p99.toFixed(1), longest.toFixed(0)]],
  );
  printTable(
    "Memory of serve (RSS)",
    [`at rest for ${seconds} s (target ≤ 150 MB)`, "after the load", `${seconds} s later`],
    [[atRest, underLoad, restAgain].map((megabytes) => `${megabytes} MB`)],
  );
  await printConditions(
    databaseUrl,
    `${order.bytes} bytes, ${order.perSecond}/s for ${seconds} s, ${stored} stored in all; one serve, one work`,
  );
  await serve.stop();
  await work.stop();
  chatwoot.close();
});
