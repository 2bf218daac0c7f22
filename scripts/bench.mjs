// npm run bench: every file of end-to-end/bench, or those that are named: npm run bench -- receiving
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, root, stop } from "./ensure-installed.mjs";
import { build, run } from "./run.mjs";

ensureInstalled();
if (!build()) stop("The build failed: nothing was measured.");

const folder = join(root, "end-to-end/bench");
const wanted = process.argv.slice(2);
const benches = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => file.endsWith(".bench.ts"))
  .filter((file) => wanted.length === 0 || wanted.includes(file.replace(".bench.ts", "")));
if (benches.length === 0) stop(`No such benchmark in ${folder}.`);

for (const file of benches) {
  if (!run("node", ["--import", "tsx", join(folder, file)])) process.exitCode = 1;
}
