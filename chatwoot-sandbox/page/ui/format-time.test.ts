import { describe, expect, it } from "@jest/globals";
import { formatAge, formatClock, formatDay } from "./format-time.ts";

const now = Date.parse("2026-03-04T00:30:00Z") / 1000;
const ago = (hours: number) => now - hours * 3600;

describe("formatAge", () => {
  it.each([
    [0, "now"],
    [0.5, "30m"],
    [1, "1h"],
    [23.9, "23h"],
    [24, "1d"],
    [24 * 29, "29d"],
    [24 * 45, "1mo"],
    [24 * 800, "2y"],
  ])("shortens %d hours to %s", (hours, text) => {
    expect(formatAge(ago(hours), now)).toBe(text);
  });

  it("takes a clock that is a little ahead for now", () => {
    expect(formatAge(now + 5, now)).toBe("now");
  });
});

describe("formatDay", () => {
  it("goes by the calendar day, not by 24 hours", () => {
    expect(formatDay(ago(1), now, "UTC")).toBe("Yesterday");
    expect(formatDay(ago(0.4), now, "UTC")).toBe("Today");
  });

  it("goes by the reader's time zone", () => {
    expect(formatDay(ago(1), now, "Asia/Tokyo")).toBe("Today");
  });

  it("names older days", () => {
    expect(formatDay(ago(72), now, "UTC")).toBe("1 March 2026");
  });
});

it("shows the clock with two digits each", () => {
  expect(formatClock(now, "UTC")).toBe("00:30");
});
