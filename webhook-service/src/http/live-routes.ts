import { liveQuerySchema } from "@proppilot/shared-types";
import { type Request, Router } from "express";
import type { Definitions } from "../contacts/contact-view.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import type { Announcement } from "../live/announce-change.ts";
import type { Hub } from "../live/hub.ts";
import { eventsSince, type StreamedEvent } from "../live/stream-contact.ts";
import { type Authentication, authenticate, type Caller } from "../sign-in/authenticate.ts";
import { type EventStream, openEventStream } from "./event-stream.ts";
import { parse } from "./parse.ts";
import { sessionOf } from "./require-session.ts";

export interface LiveOptions {
  hub: Hub;
  authentication: Authentication;
  definitionsOf(tenantId: string): Promise<Definitions>;
}

/** Proxies close what is silent for a minute; a viewer whose rights ended is cut off within that time too (DESIGN §6). */
const pulseMs = 15_000;

/** `GET /live`: server-sent events, read with `fetch` so that the bearer stays in a header. Behind requireSession. */
export function liveRoutes(ctx: Context, options: LiveOptions): Router {
  const router = Router();
  router.get("/live", async (request, response) => {
    const { contact } = parse(liveQuerySchema, request.query);
    const viewer: Viewer = { caller: sessionOf(request) };
    const stream = openEventStream(response);
    try {
      if (contact === undefined) streamTenant(options.hub, viewer.caller, stream);
      else await streamContact(ctx, options, viewer, contact, request.get("last-event-id") ?? null, stream);
      keepAlive(ctx, options, request, viewer, stream);
    } catch (error) {
      if (!response.headersSent) throw error;
      stream.close();
      ctx.log.warn({ err: error }, "a live stream broke");
    }
  });
  return router;
}

/** Who looks, with the rights of the last pulse. */
interface Viewer {
  caller: Caller;
}

function streamTenant(hub: Hub, caller: Caller, stream: EventStream): void {
  stream.send(ready());
  const unsubscribe = hub.subscribe({
    tenantId: caller.tenantId,
    concerns: () => true,
    end: stream.close,
    onChange(announcement: Announcement | null) {
      if (!announcement) return;
      const { contactId, chatwootId, changeId } = announcement;
      stream.send({ ...(changeId && { id: changeId }), event: { event: "changed", data: { contactId, chatwootId } } });
    },
  });
  stream.onClose(unsubscribe);
}

async function streamContact(
  ctx: Context,
  { hub, definitionsOf }: LiveOptions,
  viewer: Viewer,
  contactId: string,
  lastEventId: string | null,
  stream: EventStream,
): Promise<void> {
  let followed = contactId;
  let since = lastEventId && /^\d{1,18}$/.test(lastEventId) ? lastEventId : null;
  let opened = false;
  let telling = false;
  let again = false;

  /** One look at a time; what is announced meanwhile is told by the next. */
  async function tell(): Promise<void> {
    if (telling) {
      again = true;
      return;
    }
    telling = true;
    do {
      again = false;
      const { caller } = viewer;
      const told = await eventsSince(ctx, caller, contactId, await definitionsOf(caller.tenantId), since);
      if (!told) throw new AppError("not_found", "There is no such contact.");
      if (told.contactId !== followed) {
        // Merged away: its base is what is announced. Looked at again, for what was announced before we followed it.
        followed = told.contactId;
        again = true;
        continue;
      }
      if (!opened) stream.send(ready());
      opened = true;
      for (const event of told.events) stream.send(event);
      since = told.last ?? since ?? "0";
      again ||= told.more;
    } while (again);
    telling = false;
  }

  const onChange = () =>
    void tell().catch((error: unknown) => {
      telling = false;
      ctx.log.warn({ err: error }, "a live stream could not be told a change");
      stream.close();
    });
  const concerns = (announcement: Announcement) => announcement.contactId === followed;
  stream.onClose(hub.subscribe({ tenantId: viewer.caller.tenantId, concerns, onChange, end: stream.close }));
  await tell();
}

function keepAlive(
  ctx: Context,
  { authentication }: LiveOptions,
  request: Request,
  viewer: Viewer,
  stream: EventStream,
): void {
  const end = () => {
    stream.send({ event: { event: "ended", data: { code: "session_ended" } } });
    stream.close();
  };
  const pulse = setInterval(async () => {
    stream.comment();
    try {
      viewer.caller = await authenticate(ctx, authentication, request.headers.authorization);
    } catch (error) {
      // Only a "no" ends the stream: while nobody can be asked, the API's own grace time applies to it too.
      if (error instanceof AppError && error.status === 401) end();
    }
  }, pulseMs);
  stream.onClose(() => clearInterval(pulse));
  const { expiresAt } = viewer.caller;
  if (expiresAt) {
    const expiry = setTimeout(end, Math.max(0, expiresAt.getTime() - ctx.now().getTime()));
    stream.onClose(() => clearTimeout(expiry));
  }
}

function ready(): StreamedEvent {
  return { event: { event: "ready", data: { at: new Date().toISOString() } } };
}
