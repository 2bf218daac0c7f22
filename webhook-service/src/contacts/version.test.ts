import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { compareVersions, laterVersion, microsecondsOf, pointVersion, type Version, versionAfter } from "./version.ts";

// Few values, so that spans touch, nest and meet in a point.
const span: fc.Arbitrary<Version> = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 4 }))
  .map(([low, width]) => ({ low, high: low + width }));
const known = fc.option(span);

const opposite = { newer: "older", older: "newer", unclear: "unclear" } as const;

describe("comparing", () => {
  it("turns around with its sides", () => {
    fc.assert(
      fc.property(known, known, (one, other) => {
        expect(compareVersions(one, other)).toBe(opposite[compareVersions(other, one)]);
      }),
    );
  });

  it("is unclear exactly where spans share a moment, or one side says nothing", () => {
    fc.assert(
      fc.property(known, known, (one, other) => {
        const apart = one !== null && other !== null && (one.high < other.low || other.high < one.low);
        expect(compareVersions(one, other) === "unclear").toBe(!apart);
      }),
    );
  });

  it("newer than what is newer is newer", () => {
    fc.assert(
      fc.property(span, span, span, (first, second, third) => {
        fc.pre(compareVersions(first, second) === "newer" && compareVersions(second, third) === "newer");
        expect(compareVersions(first, third)).toBe("newer");
      }),
    );
  });
});

describe.each([
  ["after a version was taken over", versionAfter],
  ["after both were seen to be equal", laterVersion],
])("what is known %s", (_when, next) => {
  it("is a span", () => {
    fc.assert(
      fc.property(known, known, (before, incoming) => {
        const after = next(before, incoming);
        if (after) expect(after.low).toBeLessThanOrEqual(after.high);
      }),
    );
  });

  it("is never older than before, and never forgotten", () => {
    fc.assert(
      fc.property(span, known, (before, incoming) => {
        const after = next(before, incoming);
        expect(after).not.toBeNull();
        expect(compareVersions(before, after)).not.toBe("older");
        expect(after?.low).toBeGreaterThanOrEqual(before.low);
        expect(after?.high).toBeGreaterThanOrEqual(before.high);
      }),
    );
  });

  it("keeps out whatever was older before", () => {
    fc.assert(
      fc.property(span, known, span, (before, incoming, late) => {
        fc.pre(compareVersions(before, late) === "older");
        expect(compareVersions(next(before, incoming), late)).toBe("older");
      }),
    );
  });

  it("is the incoming one where nothing was known", () => {
    fc.assert(fc.property(known, (incoming) => expect(next(null, incoming)).toEqual(incoming)));
  });
});

it("orders points as their moments, and reads only times", () => {
  const [one, other] = [microsecondsOf("2026-01-01T00:00:00.001Z"), microsecondsOf("2026-01-01T00:00:00.002Z")];
  expect(compareVersions(pointVersion(one ?? 0), pointVersion(other ?? 0))).toBe("newer");
  for (const value of [null, undefined, "", "no time", 5, {}]) expect(microsecondsOf(value)).toBeNull();
});
