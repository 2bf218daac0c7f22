// npm run verify: what can be checked in seconds, without a database or any other service.
import { ensureInstalled } from "./ensure-installed.mjs";
import { run } from "./run.mjs";

ensureInstalled();
const passed = [
  run("biome", ["check", "."]),
  run("turbo", ["run", "types", "verify", "--continue", "--ui=stream", "--output-logs=errors-only"]),
];
process.exitCode = passed.every(Boolean) ? 0 : 1;
