import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

type Fault = "lose the call" | "lose the answer" | "revoke the token" | undefined;

/** Stands between the service and a Chatwoot, and spoils the calls that a test chooses. */
export interface Relay {
  origin: string;
  fault(method: string, path: string): Fault;
  close(): Promise<void>;
}

export async function startRelay(target: string): Promise<Relay> {
  const server = createServer(async (request, response) => {
    const { method = "", url = "" } = request;
    const fault = relay.fault(method, url);
    if (fault === "lose the call") return request.socket.destroy();
    const headers = new Headers({ "content-type": "application/json", accept: "application/json" });
    const token = fault === "revoke the token" ? "revoked" : request.headers["api-access-token"];
    if (token) headers.set("api-access-token", String(token));
    const body = await buffer(request);
    const answer = await fetch(target + url, { method, headers, ...(body.length > 0 && { body }) });
    if (fault === "lose the answer") return request.socket.destroy();
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const relay: Relay = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fault: () => undefined,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return relay;
}
