import { expect, it } from "@jest/globals";
import { describeOutcome } from "./describe-outcome.ts";

it.each([
  [
    { status: 200, error: null, dropped: false },
    { text: "200", tone: "good" },
  ],
  [
    { status: 401, error: null, dropped: false },
    { text: "401", tone: "bad" },
  ],
  [
    { status: null, error: "timed out", dropped: false },
    { text: "timed out", tone: "bad" },
  ],
  [
    { status: null, error: null, dropped: true },
    { text: "dropped", tone: "lost" },
  ],
] as const)("describes %j", (entry, outcome) => {
  expect(describeOutcome(entry)).toEqual(outcome);
});
