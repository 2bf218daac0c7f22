import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Program } from "../harness/program.ts";
import { readJson, startProgram } from "../harness/program.ts";
import { startServe } from "../harness/start-service.ts";
import { generateLoad } from "./generate-load.ts";
import { ask, install, type MeasuredInstallation, withServer } from "./installation.ts";
import { median } from "./percentile.ts";
import { printConditions, printTable } from "./report.ts";

const seconds = Number(process.env.BENCH_SECONDS ?? 10);
const rounds = 3;
const load = { connections: 64, bytes: 3_072, customers: 200 };
const baseline = fileURLToPath(new URL("baseline.ts", import.meta.url));

interface Variant {
  name: string;
  measured: MeasuredInstallation;
  program: Program;
  stores: boolean;
  rates: number[];
  cpu: number[];
  p99: number[];
  acknowledged: number;
}

async function variant(name: string, stores: boolean, start: (one: MeasuredInstallation) => Promise<Program>) {
  const measured = await install();
  const program = await start(measured);
  return { name, measured, program, stores, rates: [], cpu: [], p99: [], acknowledged: 0 } satisfies Variant;
}

async function startBaseline({ installation }: MeasuredInstallation, kind: "answer" | "insert"): Promise<Program> {
  const program = startProgram(["--import", "tsx", baseline, kind], installation.env);
  await program.untilPrinted((line) => readJson(line)?.listening);
  return program;
}

/** User and system time of a process so far, in seconds (fields 14 and 15, in hundredths). */
function cpuSeconds({ process: { pid } }: Program): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function measure(one: Variant, forSeconds: number) {
  const { process: child, lines } = one.program;
  if (child.exitCode !== null || child.signalCode) throw new Error(`${one.name} ended:\n${lines.join("\n")}`);
  const before = cpuSeconds(one.program);
  const achieved = await generateLoad({ hook: one.measured.hook, seconds: forSeconds, ...load });
  one.acknowledged += achieved.acknowledged;
  if (achieved.refused > 0) throw new Error(`${one.name} refused ${achieved.refused} webhooks.`);
  return { ...achieved, serverCpu: (cpuSeconds(one.program) - before) / achieved.seconds };
}

await withServer(async () => {
  const variants: Variant[] = [
    await variant("serve", true, ({ installation }) => startServe(installation)),
    await variant("answers without storing", false, (one) => startBaseline(one, "answer")),
    await variant("one INSERT a request", true, (one) => startBaseline(one, "insert")),
  ];
  let generatorCpu = 0;
  for (const one of variants) await measure(one, Math.min(3, seconds));
  for (let round = 0; round < rounds; round += 1) {
    for (const one of variants) {
      const { acknowledged, seconds: took, serverCpu, p99, cpu } = await measure(one, seconds);
      one.rates.push(acknowledged / took);
      one.cpu.push(serverCpu);
      one.p99.push(p99);
      generatorCpu = Math.max(generatorCpu, cpu);
    }
  }
  for (const { name, stores, measured, acknowledged } of variants) {
    const stored = Number(await ask(measured.databaseUrl, "select count(*) from proppilot.deliveries"));
    if (stored !== (stores ? acknowledged : 0))
      throw new Error(`${name}: ${acknowledged} acknowledged, ${stored} stored.`);
  }
  const [serve, answer, insert] = variants.map(({ rates }) => median(rates));
  const rows = variants.map((one) => [
    one.name,
    Math.round(median(one.rates)),
    one.rates.map(Math.round).join(", "),
    median(one.p99).toFixed(0),
    `${Math.round(median(one.cpu) * 100)} %`,
  ]);
  printTable(
    "Accepting webhooks",
    ["", "webhooks/s", "rounds", "p99 in ms", "CPU of the server (1 core = 100 %)"],
    rows,
  );
  const ratio = (other = 0) => ((serve ?? 0) / other).toFixed(2);
  console.log(
    `serve : without storing = ${ratio(answer)} (target ≥ 0.50) · serve : one INSERT = ${ratio(insert)} (target ≥ 1.4)`,
  );
  console.log(
    `stored = acknowledged: ${variants.map(({ acknowledged }) => acknowledged).join(", ")} · the generator needed ${Math.round(generatorCpu * 100)} % of a core at most`,
  );
  const first = variants[0];
  if (first)
    await printConditions(
      first.measured.databaseUrl,
      `${load.connections} connections, ${load.bytes} bytes, ${rounds} rounds of ${seconds} s`,
    );
  for (const { program } of variants) await program.stop();
});
