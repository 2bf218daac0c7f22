import type { ReadAt } from "@proppilot/shared-types";

const second = 1_000_000;
const fiveMinutes = 300 * second;

/**
 * From when to when of Chatwoot's own clock an answer was true, in µs since the epoch. `Date` has whole seconds; without
 * it nothing but our own clock is left, which webhooks trust to ±5 minutes too.
 * @param begun our clock when the call began, in ms
 * @param ended our clock when it ended, in ms
 */
export function readAt(date: unknown, begun: number, ended: number): ReadAt {
  const answered = typeof date === "string" ? Date.parse(date) * 1000 : Number.NaN;
  if (Number.isNaN(answered)) return { low: begun * 1000 - fiveMinutes, high: ended * 1000 + fiveMinutes };
  const took = Math.max(0, ended - begun) * 1000;
  return { low: answered - took - second, high: answered + second };
}
