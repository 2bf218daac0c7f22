import { expect, it } from "@jest/globals";
import { mayRefresh } from "./may-refresh.ts";

const now = new Date("2026-03-01T09:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

it.each([
  ["a token that nobody used", { generation: 4, used: false, firstUseOfGeneration: null }, 3, true],
  [
    "a token whose answer was lost an hour ago",
    { generation: 3, used: true, firstUseOfGeneration: ago(3600) },
    3,
    true,
  ],
  [
    "a token whose successor was used, in the grace",
    { generation: 2, used: true, firstUseOfGeneration: ago(30) },
    3,
    true,
  ],
  [
    "a token whose successor was used, after it",
    { generation: 2, used: true, firstUseOfGeneration: ago(31) },
    3,
    false,
  ],
  ["an unused sibling in the grace", { generation: 3, used: false, firstUseOfGeneration: ago(30) }, 3, true],
  ["an unused sibling after it", { generation: 3, used: false, firstUseOfGeneration: ago(31) }, 3, false],
])("%s", (_name, token, newestUsed, allowed) => {
  expect(mayRefresh(token, newestUsed, now)).toBe(allowed);
});
