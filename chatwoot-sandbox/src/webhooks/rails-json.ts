const ESCAPED = /[&<>\u2028\u2029]/g;

/** Compact JSON as Rails writes it: `&`, `<`, `>` and two line separators as \u escapes (CONTRACT 1.3). */
export function railsJson(body: unknown): string {
  return JSON.stringify(body).replace(
    ESCAPED,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
