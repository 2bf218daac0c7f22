import { parseArgs } from "node:util";
import * as z from "zod";
import { startSandbox } from "./sandbox.ts";
import { seedNames } from "./seed/seeds.ts";
import { type Version, versions } from "./versions.ts";

const flagsSchema = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(3100),
  host: z.string().optional(),
  version: z.enum(versions as [Version, ...Version[]]).default("4.16"),
  seed: z.enum(seedNames).default("harbour"),
  state: z.string().min(1).optional(),
  "requests-per-minute": z.coerce.number().int().positive().optional(),
});

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    host: { type: "string" },
    version: { type: "string" },
    seed: { type: "string" },
    state: { type: "string" },
    "requests-per-minute": { type: "string" },
  },
});
const parsed = flagsSchema.safeParse(values);
if (!parsed.success) {
  console.error(z.prettifyError(parsed.error));
  process.exit(2);
}
const { state: stateFile, "requests-per-minute": perAddress, ...flags } = parsed.data;
const limits = perAddress === undefined ? {} : { perAddress };
const sandbox = await startSandbox({ ...flags, stateFile, limits });

console.log(JSON.stringify({ listening: sandbox.origin }));

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
}
