import { RefreshCw } from "lucide";
import { useCallback, useEffect, useState } from "preact/hooks";
import type { WebhookLogEntry } from "../rest/sandbox.ts";
import { useDesk } from "../store/desk-provider.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { describeOutcome } from "./describe-outcome.ts";

/** The newest webhooks that this sandbox sent, or was told to lose. */
export function WebhookLog() {
  const { sandbox, problems } = useDesk();
  const [entries, setEntries] = useState<readonly WebhookLogEntry[]>([]);
  const read = useCallback(
    () => problems.during(sandbox.webhookLog().then((all) => setEntries(all.slice(0, 50)))),
    [sandbox, problems],
  );
  useEffect(() => {
    read();
    const timer = setInterval(read, 3_000);
    return () => clearInterval(timer);
  }, [read]);
  return (
    <section class="contact-section">
      <div class="log-title">
        <h3>Webhook log</h3>
        <IconButton icon={RefreshCw} label="Read the log again" onClick={read} />
      </div>
      <ol class="log">
        {entries.map((entry) => {
          const outcome = describeOutcome(entry);
          return (
            <li key={entry.id}>
              <span class="log-event">{entry.event}</span>
              <span class={`log-outcome log-${outcome.tone}`}>{outcome.text}</span>
              <span class="log-detail">
                {new Date(entry.sentAt).toLocaleTimeString("en-GB")} · {Math.round(entry.durationMs)} ms
              </span>
            </li>
          );
        })}
        {entries.length === 0 && <li class="log-detail">Nothing sent yet</li>}
      </ol>
    </section>
  );
}
