import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Customer, contactAnswer, conversationBody } from "./customer.ts";

/** Chatwoot's REST API as far as the service reads it, answering from the customers as they are now. */
export interface PlayedChatwoot {
  url: string;
  /** Takes calls and never answers. */
  silent: boolean;
  close(): void;
}

export async function playChatwoot(customers: ReadonlyMap<number, Customer>): Promise<PlayedChatwoot> {
  const server = createServer((request, response) => {
    if (played.silent) return;
    const body = answerTo(request.url ?? "", customers);
    response.writeHead(body ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(body ?? { error: "Resource could not be found" }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const played: PlayedChatwoot = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    silent: false,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return played;
}

/** A customer and their conversation have the same id. */
function answerTo(url: string, customers: ReadonlyMap<number, Customer>): unknown {
  const [, id, rest] = /^\/api\/v1\/accounts\/1\/(?:contacts|conversations)\/(\d+)(?:\/(\w+))?/.exec(url) ?? [];
  const customer = customers.get(Number(id));
  if (!customer) return undefined;
  const conversation = conversationBody(customer);
  if (rest === "labels") return { payload: [] };
  if (rest === "conversations") return { payload: [conversation] };
  if (rest === "messages") return { payload: conversation.messages };
  return url.includes("/contacts/") ? contactAnswer(customer) : conversation;
}
