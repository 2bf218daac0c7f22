const longest = 30_000;

/** How long to wait before attempt `attempt` (0 = the first retry): doubling, at most 30 s, with half of it left to chance. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(longest, 1_000 * 2 ** attempt);
  return Math.round(full / 2 + random() * (full / 2));
}
