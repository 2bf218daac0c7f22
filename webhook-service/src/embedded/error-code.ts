/** The code of a system or database error. Not by `instanceof`: jest's modules and Node's own have different `Error`s. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return String(error.code);
}
