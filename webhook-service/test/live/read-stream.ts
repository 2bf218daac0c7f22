import type { LiveEvent } from "@proppilot/shared-types";
import type { TestTenant } from "../harness/running-service.ts";

export interface Heard {
  id: string | null;
  event: LiveEvent;
}

export interface ReadStream extends AsyncDisposable {
  /** Everything that came so far, in order. */
  heard: Heard[];
  /** Ends with the stream; rejects where it broke off. */
  ended: Promise<void>;
}

/** Opens a live stream as an integrator and collects what it says. */
export async function readStream(tenant: TestTenant, path: string, lastEventId?: string): Promise<ReadStream> {
  const leave = new AbortController();
  const headers: Record<string, string> = lastEventId === undefined ? {} : { "last-event-id": lastEventId };
  const answer = await tenant.get(path, { headers, signal: leave.signal });
  if (answer.status !== 200 || !answer.body) throw new Error(`The stream is refused: ${answer.status}`);
  const heard: Heard[] = [];
  const ended = collect(answer.body, heard);
  ended.catch(() => {});
  return {
    heard,
    ended,
    async [Symbol.asyncDispose]() {
      leave.abort();
      await ended.catch(() => {});
    },
  };
}

async function collect(body: ReadableStream<Uint8Array>, heard: Heard[]): Promise<void> {
  const text = new TextDecoder();
  let rest = "";
  for await (const chunk of body) {
    const blocks = (rest + text.decode(chunk, { stream: true })).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? null;
      const event = field("event");
      if (event)
        heard.push({ id: field("id"), event: { event, data: JSON.parse(field("data") ?? "null") } as LiveEvent });
    }
  }
}
