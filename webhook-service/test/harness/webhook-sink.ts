import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** Where a Chatwoot sends its webhooks: keeps what comes, and passes it on byte for byte where told to. */
export interface WebhookSink extends AsyncDisposable {
  origin: string;
  /** The bodies, as they came, in the order in which they came. */
  bodies: string[];
  passTo(origin: string): void;
  close(): Promise<void>;
}

export async function startWebhookSink(): Promise<WebhookSink> {
  const bodies: string[] = [];
  let target: string | undefined;
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    bodies.push(body.toString("utf8"));
    if (target === undefined) return response.end();
    const names = ["content-type", "x-chatwoot-delivery", "x-chatwoot-timestamp", "x-chatwoot-signature"];
    const headers = new Headers();
    for (const name of names) {
      const value = request.headers[name];
      if (value !== undefined) headers.set(name, String(value));
    }
    const answer = await fetch(target + request.url, { method: "POST", headers, body });
    response.writeHead(answer.status).end(await answer.text());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    passTo(origin) {
      target = origin;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
