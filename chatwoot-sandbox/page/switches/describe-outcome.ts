import type { WebhookLogEntry } from "../rest/sandbox.ts";

/** What became of a webhook, in a word or two. */
export function describeOutcome(entry: Pick<WebhookLogEntry, "status" | "error" | "dropped">): {
  text: string;
  tone: "good" | "bad" | "lost";
} {
  if (entry.dropped) return { text: "dropped", tone: "lost" };
  if (entry.status === null) return { text: entry.error ?? "no answer", tone: "bad" };
  return { text: String(entry.status), tone: entry.status >= 200 && entry.status < 300 ? "good" : "bad" };
}
