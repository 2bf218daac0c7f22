// npm test: installs, builds and runs every suite, one workspace after the other.
//   --no-browser   leaves the browser suites out      other arguments go to turbo (--filter=…)
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureInstalled, stop } from "./ensure-installed.mjs";
import { build, run } from "./run.mjs";

const started = performance.now();
const browser = !process.argv.includes("--no-browser");
const forTurbo = process.argv.slice(2).filter((argument) => argument !== "--no-browser");

ensureInstalled();
console.log("Building …");
if (!build()) stop("The build failed: no tests were run.");

const folder = mkdtempSync(join(tmpdir(), "proppilot-test-"));
const counts = join(folder, "counts");
const leftOut = join(folder, "left-out");
writeFileSync(counts, "");
writeFileSync(leftOut, browser ? "" : "the browser suites: --no-browser was given\n");
const passed = run("turbo", ["run", "test", "--concurrency=1", "--continue", "--ui=stream", ...forTurbo], {
  TEST_COUNTS_FILE: counts,
  TEST_LEFT_OUT_FILE: leftOut,
  TEST_BROWSER: browser ? "on" : "off",
});
report();
rmSync(folder, { recursive: true });
process.exitCode = passed ? 0 : 1;

function report() {
  console.log("");
  for (const reason of new Set(lines(leftOut))) console.log(`Left out: ${reason}`);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const line of lines(counts)) {
    for (const [name, count] of Object.entries(JSON.parse(line))) total[name] += count;
  }
  if (!passed && total.failed === 0) console.log("A suite ended before it could count its failures: see above.");
  console.log(`Took ${Math.round((performance.now() - started) / 1000)} s`);
  console.log(`tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
}

function lines(file) {
  return readFileSync(file, "utf8").split("\n").filter(Boolean);
}
