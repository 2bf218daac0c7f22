import { isDeepStrictEqual } from "node:util";

/** Equal as JSON: the order of keys says nothing. */
export function same(left: unknown, right: unknown): boolean {
  return left === right || isDeepStrictEqual(left, right);
}

/** The value under a key that somebody else has chosen: `constructor` is no key of every record. */
export function own<V>(record: Record<string, V>, key: string): V | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
