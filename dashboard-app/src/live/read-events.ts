import type { LiveEvent } from "@proppilot/shared-types";
import { createParser } from "eventsource-parser";

/** One event of the live stream, with the change id to resume from. */
export interface Received {
  id: string | null;
  event: LiveEvent;
}

const known: Record<LiveEvent["event"], true> = {
  ready: true,
  contact: true,
  conversation: true,
  changed: true,
  ended: true,
};

/** Reads server-sent events from an answer's body until it ends. `alive` is called for every piece, comments too. */
export async function readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  receive: (received: Received) => void,
  alive: () => void,
): Promise<void> {
  const parser = createParser({
    onEvent({ id, event, data }) {
      // The service adds kinds of events before panels know them.
      if (isKnown(event)) receive({ id: id ?? null, event: { event, data: JSON.parse(data) } });
    },
  });
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    alive();
    parser.feed(piece.value);
  }
}

function isKnown(event: string | undefined): event is LiveEvent["event"] {
  return event !== undefined && Object.hasOwn(known, event);
}
