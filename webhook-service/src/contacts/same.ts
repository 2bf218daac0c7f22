import { isDeepStrictEqual } from "node:util";

/** Equal as JSON: the order of keys says nothing. */
export function same(left: unknown, right: unknown): boolean {
  return left === right || isDeepStrictEqual(left, right);
}
