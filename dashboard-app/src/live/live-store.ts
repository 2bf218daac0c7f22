import { effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type { LiveEvent } from "@proppilot/shared-types";
import { toApiError } from "../api/problem.ts";
import type { Send } from "../api/send.ts";
import { backoff } from "../page/backoff.ts";
import { type Clock, pause } from "../page/clock.ts";
import type { PageSignals } from "../page/page-signals.ts";
import { type Received, readEvents } from "./read-events.ts";

/** `off`: nothing to follow, or the page is hidden. */
export type LiveState = "off" | "connecting" | "live" | "broken";

export interface LiveStore {
  state: ReadonlySignal<LiveState>;
  /** Follows one contact until told otherwise; `null` follows nobody. */
  follow(contactId: string | null): void;
}

interface Deps {
  authorized: Send;
  clock: Clock;
  page: PageSignals;
  onEvent(event: LiveEvent): void;
}

/** `expired`: the stream's token has run out, as it does every ten minutes; the next one carries a new token. */
type StreamEnd = "broken" | "expired" | "refused";

/** The service sends at least a comment in this time; a stream silent for longer is dead without knowing it. */
const longestSilence = 60_000;

/** Keeps a live stream open while the page is visible and online, and resumes where the last one ended. */
export function createLiveStore({ authorized, clock, page, onEvent }: Deps): LiveStore {
  const state = signal<LiveState>("off");
  const followed = signal<{ contactId: string; lastId: string | null } | null>(null);

  effect(() => {
    const follow = followed.value;
    const reachable = page.visible.value && page.online.value;
    if (!follow || !reachable) {
      state.value = follow && !page.online.value ? "broken" : "off";
      return;
    }
    const over = new AbortController();
    // A broken stream stays broken in the agent's eyes until the next one is really open.
    if (untracked(() => state.value) !== "broken") state.value = "connecting";
    void keepOpen(follow, over.signal);
    return () => over.abort();
  });

  async function keepOpen(follow: { contactId: string; lastId: string | null }, over: AbortSignal): Promise<void> {
    let attempt = 0;
    const receive = ({ id, event }: Received): void => {
      if (over.aborted) return;
      if (id) follow.lastId = id;
      if (event.event === "ready") {
        attempt = 0;
        state.value = "live";
      }
      onEvent(event);
    };
    while (!over.aborted) {
      const end = await openOnce(follow, over, receive);
      if (over.aborted || end === "refused") return;
      if (end === "broken") state.value = "broken";
      await pause(clock, backoff(attempt++), over);
    }
  }

  /** One stream from its opening to its end. */
  async function openOnce(
    { contactId, lastId }: { contactId: string; lastId: string | null },
    over: AbortSignal,
    receive: (received: Received) => void,
  ): Promise<StreamEnd> {
    let end: StreamEnd = "broken";
    const stream = new AbortController();
    const close = (): void => stream.abort();
    over.addEventListener("abort", close);
    let callOff = clock.after(longestSilence, close);
    const alive = (): void => {
      callOff();
      callOff = clock.after(longestSilence, close);
    };
    try {
      const headers: Record<string, string> = { accept: "text/event-stream" };
      if (lastId) headers["last-event-id"] = lastId;
      const response = await authorized({ path: `live?contact=${contactId}`, headers, signal: stream.signal });
      const note = (received: Received): void => {
        if (received.event.event === "ended") end = "expired";
        receive(received);
      };
      if (response.body) await readEvents(response.body, note, alive);
      return end;
    } catch (error) {
      const { code, passing } = toApiError(error);
      if (code === "forbidden" || code === "contact_gone")
        receive({ id: null, event: { event: "ended", data: { code } } });
      return passing ? end : "refused";
    } finally {
      callOff();
      over.removeEventListener("abort", close);
    }
  }

  return {
    state,
    follow(contactId) {
      if (contactId !== (followed.value?.contactId ?? null))
        followed.value = contactId ? { contactId, lastId: null } : null;
    },
  };
}
