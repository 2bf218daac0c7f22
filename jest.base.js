import { fileURLToPath } from "node:url";

// TypeScript goes through swc and stays native ES modules: Preact 11 fails under CommonJS jest.
export const base = {
  testEnvironment: "node",
  reporters: ["default", fileURLToPath(new URL("scripts/count-tests.mjs", import.meta.url))],
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  transform: {
    "^.+\\.tsx?$": [
      "@swc/jest",
      {
        jsc: {
          target: "es2023",
          parser: { syntax: "typescript", tsx: true },
          transform: { react: { runtime: "automatic", importSource: "preact" } },
        },
        module: { type: "es6" },
        sourceMaps: "inline",
      },
    ],
  },
};
