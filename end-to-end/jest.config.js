import { base } from "../jest.base.js";

const withoutBrowser = process.env.TEST_BROWSER === "off";

export default {
  ...base,
  testMatch: ["<rootDir>/**/*.test.ts"],
  testPathIgnorePatterns: withoutBrowser ? ["<rootDir>/browser/"] : [],
  globalSetup: "<rootDir>/harness/global-setup.js",
  globalTeardown: "<rootDir>/../webhook-service/test/harness/global-teardown.js",
  // Several processes, a database and a browser share the machine with whatever else runs on it.
  testTimeout: 60_000,
};
