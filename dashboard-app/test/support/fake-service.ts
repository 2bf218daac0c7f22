import { ApiError } from "../../src/api/problem.ts";
import type { Request, Send } from "../../src/api/send.ts";

type Handler = (request: Request) => Response | ApiError | Promise<Response>;

export interface FakeService {
  send: Send;
  /** What was asked, as `GET contacts/…`. */
  asked: string[];
  /** Answers requests whose path begins like this; later rules win. */
  on(method: string, pathStart: string, handler: Handler): void;
}

/** The service as seen through `Send`. */
export function fakeService(): FakeService {
  const rules: { method: string; pathStart: string; handler: Handler }[] = [];
  const asked: string[] = [];
  return {
    asked,
    on: (method, pathStart, handler) => void rules.unshift({ method, pathStart, handler }),
    async send(request) {
      const method = request.method ?? "GET";
      asked.push(`${method} ${request.path}`);
      const rule = rules.find((one) => one.method === method && request.path.startsWith(one.pathStart));
      const answer = rule ? await rule.handler(request) : new ApiError("not_found");
      if (answer instanceof ApiError) throw answer;
      return answer;
    },
  };
}

export const json = (body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { headers });

export interface FakeStream {
  response: Response;
  say(event: string, data: unknown, id?: string): void;
  end(): void;
  /** Whether the panel has let go of it. */
  closed(): boolean;
}

/** A live stream that the test speaks into. */
export function fakeStream(request: Request): FakeStream {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let closed = false;
  const body = new ReadableStream<Uint8Array>({
    start(opened) {
      controller = opened;
    },
  });
  request.signal?.addEventListener("abort", () => {
    closed = true;
    controller?.error(request.signal?.reason);
  });
  return {
    response: new Response(body),
    say(event, data, id) {
      const lines = [id ? `id: ${id}` : null, `event: ${event}`, `data: ${JSON.stringify(data)}`, "", ""];
      controller?.enqueue(new TextEncoder().encode(lines.filter((line) => line !== null).join("\n")));
    },
    end: () => controller?.close(),
    closed: () => closed,
  };
}
