import type { Micros } from "./records.ts";

/** The time of day in microseconds; no two answers are equal, so that every change has a version of its own. */
export function createClock(): () => Micros {
  let last = 0;
  return () => {
    last = Math.max(Date.now() * 1000, last + 1);
    return last;
  };
}

export const toIso = (time: Micros): string => new Date(Math.floor(time / 1000)).toISOString();
export const toEpoch = (time: Micros | null): number => (time === null ? 0 : Math.floor(time / 1_000_000));
/** Seconds with six decimals, as `updated_at` of a conversation travels (CONTRACT 1.6). */
export const toEpochFloat = (time: Micros): number => time / 1_000_000;
export const seconds = (count: number): Micros => count * 1_000_000;
