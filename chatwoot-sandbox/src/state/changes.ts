import { isDeepStrictEqual } from "node:util";
import { toIso } from "./clock.ts";
import type { Micros } from "./records.ts";

/** Attribute → old and new value, in the order of the row's columns. */
export type Changes = Map<string, { previous: unknown; current: unknown }>;

interface Stamped {
  updated_at: Micros;
}

/**
 * Writes what differs into the row and says what that was. A row that changed gets a later `updated_at` than it ever
 * had, even when a seed writes in the past.
 */
export function applyChanges<R extends Stamped>(row: R, patch: Partial<R>, now: Micros): Changes {
  const before = { ...row };
  for (const key of Object.keys(patch) as (keyof R)[]) {
    const value = patch[key];
    if (value !== undefined && !isDeepStrictEqual(row[key], value)) row[key] = value;
  }
  if (isDeepStrictEqual(before, { ...row })) return new Map();
  touch(row, now);
  return changesBetween(before, row);
}

export function touch(row: Stamped, now: Micros): void {
  row.updated_at = Math.max(now, row.updated_at + 1);
}

function changesBetween<R extends object>(before: R, after: R): Changes {
  const changes: Changes = new Map();
  for (const key of Object.keys(after) as (keyof R & string)[]) {
    if (!isDeepStrictEqual(before[key], after[key])) {
      changes.set(key, { previous: before[key], current: after[key] });
    }
  }
  return changes;
}

const isTime = (attribute: string) => /_at$|_since$|_until$/.test(attribute);

/** `changed_attributes` as it travels: one-key objects, times as ISO strings (CONTRACT 1.5). */
export function changedAttributes(changes: Changes) {
  const show = (attribute: string, value: unknown) =>
    isTime(attribute) && typeof value === "number" ? toIso(value) : value;
  return [...changes].map(([attribute, { previous, current }]) => ({
    [attribute]: { previous_value: show(attribute, previous), current_value: show(attribute, current) },
  }));
}
