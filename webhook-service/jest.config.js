import { base } from "../jest.base.js";

export default {
  ...base,
  testMatch: ["<rootDir>/src/**/*.test.ts", "<rootDir>/test/**/*.test.ts"],
  // Suites wait more than they compute: two at a time fill two cores.
  maxWorkers: 2,
  // Making and dropping databases takes its time on a busy machine.
  testTimeout: 30_000,
  globalSetup: "<rootDir>/test/harness/global-setup.js",
  globalTeardown: "<rootDir>/test/harness/global-teardown.js",
};
