import type { Contact } from "@proppilot/shared-types";
import type { LiveState } from "../live/live-store.ts";

/** How far the agent can trust what is shown to be the present state. */
export type Freshness =
  | { kind: "current" }
  | { kind: "refreshing" }
  | { kind: "connecting" }
  | { kind: "stale"; since: number };

interface Known {
  live: LiveState;
  /** When the live stream was last open, or the contact was loaded. */
  lastSure: number;
  freshness: Contact["freshness"];
}

/** A broken connection outweighs all else: then we don't even know whether a refresh has ended. */
export function freshnessOf({ live, lastSure, freshness }: Known): Freshness {
  if (live === "broken") return { kind: "stale", since: lastSure };
  if (freshness.refreshing) return { kind: "refreshing" };
  return { kind: live === "live" ? "current" : "connecting" };
}
