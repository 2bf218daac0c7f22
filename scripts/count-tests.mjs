import { appendFileSync } from "node:fs";

/** A jest reporter that hands its figures to scripts/test.mjs, which adds them up over the workspaces. */
export default class CountTests {
  onRunComplete(_contexts, results) {
    if (!process.env.TEST_COUNTS_FILE) return;
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = results;
    const counts = {
      passed: numPassedTests,
      failed: numFailedTests + numRuntimeErrorTestSuites,
      skipped: numPendingTests,
    };
    appendFileSync(process.env.TEST_COUNTS_FILE, `${JSON.stringify(counts)}\n`);
  }
}
