import { describe, expect, it } from "@jest/globals";
import { readAt } from "./read-at.ts";

const noon = Date.UTC(2026, 0, 1, 12, 0, 0);

describe("readAt", () => {
  it("spans the call and the second that Date cuts off, by Chatwoot's clock", () => {
    // Our clock is an hour behind Chatwoot's: it must not matter.
    const begun = noon - 3_600_000;
    expect(readAt("Thu, 01 Jan 2026 12:00:00 GMT", begun, begun + 250)).toEqual({
      low: (noon - 1250) * 1000,
      high: (noon + 1000) * 1000,
    });
  });

  it.each([undefined, "soon"])("falls back to our own clock, five minutes either way, when Date is %s", (date) => {
    expect(readAt(date, noon, noon + 40)).toEqual({ low: (noon - 300_000) * 1000, high: (noon + 300_040) * 1000 });
  });
});
