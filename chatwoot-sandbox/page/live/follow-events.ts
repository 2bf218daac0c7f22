import type { Desk } from "../store/desk.ts";
import { applyEvent } from "./apply-event.ts";
import { readLiveEvent } from "./read-live-event.ts";

/** Keeps the desk up to date with what happens in the account; the stand-in for Chatwoot's live socket. */
export function followEvents(desk: Desk): () => void {
  const source = new EventSource(`/sandbox/events?account=${desk.accountId}`);
  let missedSome = false;
  source.onmessage = ({ data }) => {
    const event = readLiveEvent(data);
    if (event !== null) applyEvent(desk, event);
  };
  source.onerror = () => {
    missedSome = true;
  };
  // What happened while the connection was away is not sent again.
  source.onopen = () => {
    if (!missedSome) return;
    missedSome = false;
    desk.catchUp();
  };
  return () => source.close();
}
