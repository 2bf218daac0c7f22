import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { backoff, poisonLimit } from "./lane.ts";

const attempts = fc.integer({ min: 1, max: 10_000 });
/** As Math.random: never 1. */
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it("rests between 50 ms and 10 s, whatever the attempt and chance", () => {
  fc.assert(
    fc.property(attempts, chance, (attempt, random) => {
      const rest = backoff(attempt, () => random);
      expect(rest).toBeGreaterThanOrEqual(50);
      expect(rest).toBeLessThanOrEqual(10_000);
    }),
  );
});

it("never rests shorter after a further failure, by the same chance", () => {
  fc.assert(
    fc.property(attempts, chance, (attempt, random) => {
      expect(backoff(attempt + 1, () => random)).toBeGreaterThanOrEqual(backoff(attempt, () => random));
    }),
  );
});

it("doubles from 100 ms, and spreads over half of it", () => {
  expect([1, 2, 3, 4].map((attempt) => backoff(attempt, () => 0))).toEqual([50, 100, 200, 400]);
  expect(backoff(1, () => 0.999)).toBe(100);
});

it("keeps a lane behind a poisonous delivery for less than half a minute", () => {
  const rests = Array.from({ length: poisonLimit + 1 }, (_, index) => backoff(index + 1, () => 0.999));
  expect(rests.reduce((sum, rest) => sum + rest)).toBeLessThan(30_000);
});
