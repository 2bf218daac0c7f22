import { type Contact, pageQuerySchema } from "@proppilot/shared-types";
import { Router } from "express";
import * as z from "zod";
import { contactView, type Definitions } from "../contacts/contact-view.ts";
import { currentContactId } from "../contacts/current-contact-id.ts";
import { openContact } from "../contacts/open-contact.ts";
import type { Context } from "../context.ts";
import { listConversations } from "../conversations/list-conversations.ts";
import { AppError } from "../errors.ts";
import type { Hub } from "../live/hub.ts";
import { inTenant } from "../store/in-tenant.ts";
import { parse } from "./parse.ts";
import { sessionOf } from "./require-session.ts";
import { type Reply, route } from "./route.ts";

export interface ContactRoutesOptions {
  hub: Hub;
  definitionsOf(tenantId: string): Promise<Definitions>;
  wakeEffects(): void;
}

const chatwootIdSchema = z.object({ chatwootId: z.coerce.number().int().positive() });
const contactIdSchema = z.object({ id: z.uuid() });

/** What the panel asks about a contact. Behind requireSession. */
export function contactRoutes(ctx: Context, { hub, definitionsOf, wakeEffects }: ContactRoutesOptions): Router {
  const router = Router();

  router.get(
    "/contacts/by-chatwoot/:chatwootId",
    route(async (request) => {
      const { chatwootId } = parse(chatwootIdSchema, request.params);
      const { tenantId } = sessionOf(request);
      const definitions = await definitionsOf(tenantId);
      const contact = await openContact(ctx, { tenantId, chatwootId, definitions, hub, wakeEffects });
      // 202: Chatwoot is being asked and takes its time.
      return contact ? contactReply(contact) : { status: 202 };
    }),
  );

  router.get(
    "/contacts/:id",
    route(async (request) => {
      const { id } = parse(contactIdSchema, request.params);
      const { tenantId } = sessionOf(request);
      const definitions = await definitionsOf(tenantId);
      const contact = await inTenant(ctx.db, tenantId, (tx) => contactView(tx, tenantId, id, definitions));
      return contactReply(found(contact));
    }),
  );

  router.get(
    "/contacts/:id/conversations",
    route(async (request) => {
      const { id } = parse(contactIdSchema, request.params);
      const page = parse(pageQuerySchema, request.query);
      const caller = sessionOf(request);
      const { tenantId } = caller;
      const body = await inTenant(ctx.db, tenantId, async (tx) => {
        const contactId = found(await currentContactId(tx, tenantId, id));
        return listConversations(tx, { ...caller, contactId }, page);
      });
      return { status: 200, body };
    }),
  );

  return router;
}

function contactReply(contact: Contact): Reply {
  return { status: 200, body: contact, headers: { etag: `"${contact.revision}"` } };
}

function found<T>(contact: T | null): T {
  if (contact === null) throw new AppError("not_found", "There is no such contact.");
  return contact;
}
