import type { Request, Response } from "express";
import type { Context } from "../state/context.ts";
import type { DomainEvent } from "../state/events.ts";
import { accountOf } from "../webhooks/build-body.ts";

const KEEP_ALIVE_MS = 15_000;

/** The page's stand-in for Chatwoot's own live socket: says what changed, the page reads it again through REST. */
export interface LiveEvents {
  connect(request: Request, response: Response): void;
  tell(ctx: Context, event: DomainEvent): void;
  /** Everything may have changed. */
  tellReset(): void;
  close(): void;
}

export function createLiveEvents(): LiveEvents {
  const streams = new Map<Response, number | null>();
  const write = (response: Response, data: object) => response.write(`data: ${JSON.stringify(data)}\n\n`);
  const keepAlive = setInterval(() => {
    for (const response of streams.keys()) response.write(":\n\n");
  }, KEEP_ALIVE_MS);
  keepAlive.unref();
  return {
    connect(request, response) {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      write(response, { type: "ready" });
      streams.set(response, request.query.account === undefined ? null : Number(request.query.account));
      response.on("close", () => streams.delete(response));
    },
    tell(ctx, event) {
      if (streams.size === 0) return;
      const accountId = accountOf(ctx, event);
      const data = liveForm(ctx, event);
      for (const [response, wanted] of streams) {
        if (wanted === null || wanted === accountId) write(response, { ...data, accountId });
      }
    },
    tellReset() {
      for (const response of streams.keys()) write(response, { type: "reset" });
    },
    close() {
      clearInterval(keepAlive);
      for (const response of streams.keys()) response.end();
    },
  };
}

function liveForm(ctx: Context, event: DomainEvent) {
  const [type, action] = event.type.split(".");
  if ("message" in event) {
    const conversation = ctx.world.conversations.get(event.message.conversation_id);
    return { type, action, messageId: event.message.id, conversationId: conversation?.display_id ?? null };
  }
  if ("conversation" in event) return { type, action, conversationId: event.conversation.display_id };
  if ("contact" in event) return { type, action, contactId: event.contact.id };
  return { type, action, contactId: event.contactInbox.contact_id };
}
