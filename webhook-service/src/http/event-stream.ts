import type { Response } from "express";
import type { StreamedEvent } from "../live/stream-contact.ts";

/** Server-sent events to one viewer. The answer begins with the first event: before it a refusal is still possible. */
export interface EventStream {
  send(streamed: StreamedEvent): void;
  comment(): void;
  onClose(release: () => void): void;
  close(): void;
}

/** A viewer who takes nothing any more is let go at this many bytes; who comes back resumes after the last event. */
const backlogLimit = 1_048_576;

export function openEventStream(response: Response): EventStream {
  const releases: (() => void)[] = [];
  response.on("close", () => {
    for (const release of releases.splice(0)) release();
  });

  function write(text: string): void {
    // What is under way when a viewer leaves may still want to tell.
    if (response.writableEnded || response.destroyed) return;
    response.write(text);
    if (response.writableLength > backlogLimit) response.destroy();
  }

  return {
    send({ id, event: { event, data } }) {
      if (!response.headersSent && !response.writableEnded) {
        response.writeHead(200, {
          "content-type": "text/event-stream",
          "cache-control": "no-store",
          "x-accel-buffering": "no",
        });
      }
      write(`${id ? `id: ${id}\n` : ""}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    comment: () => write(":\n\n"),
    onClose(release) {
      // Who left before everything was set up is not announced again.
      if (response.closed) release();
      else releases.push(release);
    },
    close() {
      response.end();
    },
  };
}
