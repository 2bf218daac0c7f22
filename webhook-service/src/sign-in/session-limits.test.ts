import { expect, it } from "@jest/globals";
import { sessionEnd } from "./session-limits.ts";

const start = new Date("2026-03-01T09:00:00Z");
const daysLater = (days: number) => new Date(start.getTime() + days * 86_400_000);

it("ends an agent's session after 7 idle days", () => {
  expect(sessionEnd("agent", start, daysLater(3))).toEqual(daysLater(10));
});

it("ends an agent's session after 30 days however much it is used", () => {
  expect(sessionEnd("agent", start, daysLater(29))).toEqual(daysLater(30));
});

it("keeps an administrator's session for 1 idle day and 7 days at most", () => {
  expect(sessionEnd("administrator", start, daysLater(3))).toEqual(daysLater(4));
  expect(sessionEnd("administrator", start, daysLater(6.5))).toEqual(daysLater(7));
});
