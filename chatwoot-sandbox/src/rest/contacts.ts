import * as z from "zod";
import { notFound } from "../refusal.ts";
import { requireContact, requireInbox } from "../state/lookups.ts";
import type { Contact } from "../state/records.ts";
import { addContactInbox } from "../verbs/add-contact-inbox.ts";
import { createContact } from "../verbs/create-contact.ts";
import { deleteContact } from "../verbs/delete-contact.ts";
import { labelContact } from "../verbs/label-contact.ts";
import { mergeContacts } from "../verbs/merge-contacts.ts";
import { removeContactAttributes } from "../verbs/remove-contact-attributes.ts";
import { updateContact } from "../verbs/update-contact.ts";
import { contactView, contactWithInboxes, rawInboxRow } from "../views/contact-view.ts";
import { conversationView } from "../views/conversation-view.ts";
import {
  type AccountCall,
  administratorRoute,
  empty,
  idParam,
  ok,
  type Reply,
  type Route,
  readBody,
  route,
} from "./route.ts";
import { visibleConversations } from "./visibility.ts";

const NEWEST_CONVERSATIONS = 20;

const objectField = z.record(z.string(), z.unknown());
const contactFields = z.object({
  name: z.string().optional(),
  email: z.string().nullish(),
  phone_number: z.string().nullish(),
  identifier: z.string().nullish(),
  blocked: z.boolean().optional(),
  avatar_url: z.string().optional(),
  additional_attributes: objectField.optional(),
  custom_attributes: objectField.optional(),
});
const newContactFields = contactFields.extend({
  inbox_id: z.coerce.number().optional(),
  source_id: z.string().optional(),
});
const labelFields = z.object({ labels: z.array(z.string()) });

/** The contact of the path, if it is this account's. */
export function contactParam(call: AccountCall): Contact {
  return accountContact(call, idParam(call, "contactId"));
}

function accountContact({ ctx, account }: AccountCall, id: number): Contact {
  const contact = requireContact(ctx.world, id);
  if (contact.account_id !== account.id) throw notFound();
  return contact;
}

function show(call: AccountCall): Reply {
  const view = call.query.include_contact_inboxes === "false" ? contactView : contactWithInboxes;
  return ok({ payload: view(call.ctx, contactParam(call)) });
}

function create(call: AccountCall): Reply {
  const { ctx, account } = call;
  const { inbox_id: inboxId, source_id: sourceId, ...fields } = readBody(call, newContactFields);
  const inbox = inboxId === undefined ? undefined : requireInbox(ctx.world, inboxId);
  if (inbox && inbox.account_id !== account.id) throw notFound();
  const contact = createContact(ctx, account.id, fields);
  const contactInbox = inbox && addContactInbox(ctx, contact, inbox, sourceId);
  return ok({
    payload: {
      contact: contactWithInboxes(ctx, contact),
      contact_inbox: {
        inbox: inbox ? rawInboxRow(ctx, inbox) : null,
        source_id: contactInbox?.source_id ?? null,
      },
    },
  });
}

function update(call: AccountCall): Reply {
  const contact = contactParam(call);
  updateContact(call.ctx, contact, readBody(call, contactFields));
  return ok({ payload: contactWithInboxes(call.ctx, contact) });
}

function destroy(call: AccountCall): Reply {
  deleteContact(call.ctx, contactParam(call));
  return empty();
}

function destroyAttributes(call: AccountCall): Reply {
  const contact = contactParam(call);
  const { custom_attributes: keys } = readBody(call, z.object({ custom_attributes: z.array(z.string()) }));
  removeContactAttributes(call.ctx, contact, keys);
  return ok({ payload: contactWithInboxes(call.ctx, contact) });
}

function removeAvatar(call: AccountCall): Reply {
  const contact = contactParam(call);
  updateContact(call.ctx, contact, { avatar_url: "" });
  return ok({ payload: contactView(call.ctx, contact) });
}

function labels(call: AccountCall): Reply {
  return ok({ payload: contactParam(call).label_list });
}

function replaceLabels(call: AccountCall): Reply {
  const contact = contactParam(call);
  labelContact(call.ctx, contact, readBody(call, labelFields).labels);
  return ok({ payload: contact.label_list });
}

/** The newest twenty by activity, without paging, in inboxes that the caller may see. */
function conversations(call: AccountCall): Reply {
  const contact = contactParam(call);
  const rows = visibleConversations(call)
    .filter((row) => row.contact_id === contact.id)
    .sort((a, b) => b.last_activity_at - a.last_activity_at)
    .slice(0, NEWEST_CONVERSATIONS);
  return ok({ payload: rows.map((row) => conversationView(call.ctx, row)) });
}

function merge(call: AccountCall): Reply {
  const ids = readBody(call, z.object({ base_contact_id: z.coerce.number(), mergee_contact_id: z.coerce.number() }));
  const base = accountContact(call, ids.base_contact_id);
  mergeContacts(call.ctx, base, accountContact(call, ids.mergee_contact_id));
  return ok(contactView(call.ctx, base));
}

export const contactRoutes: Route[] = [
  route("post", "/contacts", create),
  route("get", "/contacts/:contactId", show),
  route("put", "/contacts/:contactId", update),
  route("patch", "/contacts/:contactId", update),
  administratorRoute("delete", "/contacts/:contactId", destroy),
  route("post", "/contacts/:contactId/destroy_custom_attributes", destroyAttributes),
  route("delete", "/contacts/:contactId/avatar", removeAvatar),
  route("get", "/contacts/:contactId/labels", labels),
  route("post", "/contacts/:contactId/labels", replaceLabels),
  route("get", "/contacts/:contactId/conversations", conversations),
  route("post", "/actions/contact_merge", merge),
];
