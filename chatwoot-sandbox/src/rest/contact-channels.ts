import * as z from "zod";
import { notFound } from "../refusal.ts";
import { requireContact, requireInbox } from "../state/lookups.ts";
import { addContactInbox, inferSourceId } from "../verbs/add-contact-inbox.ts";
import { contactInboxView, contactWithInboxes } from "../views/contact-view.ts";
import { inboxSummary } from "../views/inbox-view.ts";
import { contactParam } from "./contacts.ts";
import { type AccountCall, ok, type Reply, type Route, readBody, route } from "./route.ts";
import { visibleInboxes } from "./visibility.ts";

/** Where the caller could write to the contact first: channels with an address that is known (CONTRACT 3.4). */
function contactable(call: AccountCall): Reply {
  const contact = contactParam(call);
  const payload = visibleInboxes(call).flatMap((inbox) => {
    const known = call.ctx.world.contactInboxes.find(
      (row) => row.contact_id === contact.id && row.inbox_id === inbox.id,
    );
    // A visitor of the website can only be answered where there already is a session.
    const inferred = inbox.channel_type === "Channel::WebWidget" ? null : inferSourceId(call.ctx, contact, inbox);
    const sourceId = known?.source_id ?? inferred;
    return sourceId ? [{ inbox: inboxSummary(inbox), source_id: sourceId }] : [];
  });
  return ok({ payload });
}

function connect(call: AccountCall): Reply {
  const contact = contactParam(call);
  const { inbox_id: inboxId, source_id: sourceId } = readBody(
    call,
    z.object({ inbox_id: z.coerce.number(), source_id: z.string().nullish() }),
  );
  const inbox = requireInbox(call.ctx.world, inboxId);
  if (inbox.account_id !== call.account.id) throw notFound();
  return ok(contactInboxView(call.ctx, addContactInbox(call.ctx, contact, inbox, sourceId)));
}

/** Look-up by channel id; a 404 has no body here. */
function find(call: AccountCall): Reply {
  const wanted = readBody(call, z.object({ inbox_id: z.coerce.number(), source_id: z.string() }));
  const row = call.ctx.world.contactInboxes.find(
    ({ inbox_id, source_id }) => inbox_id === wanted.inbox_id && source_id === wanted.source_id,
  );
  const inbox = row && requireInbox(call.ctx.world, row.inbox_id);
  if (!row || inbox?.account_id !== call.account.id) return { status: 404, body: undefined };
  return ok(contactWithInboxes(call.ctx, requireContact(call.ctx.world, row.contact_id)));
}

export const contactChannelRoutes: Route[] = [
  route("get", "/contacts/:contactId/contactable_inboxes", contactable),
  route("post", "/contacts/:contactId/contact_inboxes", connect),
  route("post", "/contact_inboxes/filter", find),
];
