import { expect, it } from "@jest/globals";
import { createFormats } from "./create-formats.ts";

const formats = createFormats({
  locale: "en-GB",
  timeZone: "Europe/Madrid",
  now: () => Date.parse("2026-03-12T10:42:00Z"),
});

it.each([
  ["2026-03-12T09:05:00Z", "10:05"],
  ["2026-03-11T23:30:00Z", "00:30"],
  ["2026-03-11T22:30:00Z", "11 Mar"],
  ["2025-12-31T23:30:00Z", "1 Jan"],
  ["2025-11-03T12:00:00Z", "3 Nov 2025"],
])("writes %s as %s, as short as the agent's day allows", (at, short) => {
  expect(formats.moment(at)).toBe(short);
});
