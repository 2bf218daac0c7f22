/**
 * How new a snapshot is: the span of Chatwoot's clock (µs since the epoch) within which it was true. A webhook with a
 * version key is a point (CONTRACT §1.8), a REST read a span around its Date header, `null` says nothing.
 */
export interface Version {
  low: number;
  high: number;
}

export type Order = "newer" | "older" | "unclear";

/** Where `incoming` stands to `known`. Only spans that don't touch can be told apart. */
export function compareVersions(known: Version | null, incoming: Version | null): Order {
  if (!known || !incoming) return "unclear";
  if (incoming.low > known.high) return "newer";
  if (incoming.high < known.low) return "older";
  return "unclear";
}

/** The version after both were seen and found equal in content. */
export function laterVersion(known: Version | null, incoming: Version | null): Version | null {
  if (!known || !incoming) return known ?? incoming;
  return incoming.high >= known.high ? { low: Math.max(known.low, incoming.low), high: incoming.high } : known;
}

/** The version after `incoming` was taken over: never older than what was known. */
export function versionAfter(known: Version | null, incoming: Version | null): Version | null {
  if (!known || !incoming) return incoming ?? known;
  return { low: Math.max(known.high, incoming.low), high: Math.max(known.high, incoming.high) };
}

export function pointVersion(microseconds: number): Version {
  return { low: microseconds, high: microseconds };
}

const lastMillisecond = Date.parse("9999-12-31T23:59:59.999Z");

/** An ISO time with up to ms, as µs; null where it is none of the times that can be stored. */
export function microsecondsOf(iso: unknown): number | null {
  if (typeof iso !== "string") return null;
  const milliseconds = Date.parse(iso);
  return milliseconds >= 0 && milliseconds <= lastMillisecond ? milliseconds * 1000 : null;
}
