/** What can't be a key of ours is not asked for: some of it PostgreSQL refuses with an error of its own. */
export function couldBeKey(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}
