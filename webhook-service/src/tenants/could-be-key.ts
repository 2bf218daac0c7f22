/** PostgreSQL fails over a NUL in a text instead of finding nothing: nobody's key has one, so nobody is asked. */
export function couldBeKey(text: string): boolean {
  return !text.includes("\0");
}
