import type { Contact } from "../state/records.ts";
import { has } from "../versions.ts";
import { contactView, contactWithInboxes } from "../views/contact-view.ts";
import { orderContacts } from "./contact-order.ts";
import { matchesContactFilter, readFilter } from "./filter.ts";
import { takeFromBudget } from "./rate-limit.ts";
import { type AccountCall, ok, pageOf, type Reply, type Route, route } from "./route.ts";

const PAGE = 15;

/** Lists show "resolved" contacts only: those with an email, a phone number or an identifier (CONTRACT 3.4). */
const isResolved = (contact: Contact) => Boolean(contact.email || contact.phone_number || contact.identifier);

const contactsOf = ({ ctx, account }: AccountCall, wanted: (contact: Contact) => boolean) =>
  ctx.world.contacts.where((contact) => contact.account_id === account.id && wanted(contact));

function pageOfContacts(call: AccountCall, contacts: Contact[]) {
  const start = (pageOf(call) - 1) * PAGE;
  const withInboxes = call.query.include_contact_inboxes !== "false";
  const view = withInboxes ? contactWithInboxes : contactView;
  return orderContacts(contacts, call.query.sort)
    .slice(start, start + PAGE)
    .map((contact) => view(call.ctx, contact));
}

function listReply(call: AccountCall, contacts: Contact[]): Reply {
  const payload = pageOfContacts(call, contacts);
  return ok({ meta: { count: contacts.length, current_page: pageOf(call) }, payload });
}

function list(call: AccountCall): Reply {
  const labels = [call.query.labels ?? []].flat().map(String);
  return listReply(
    call,
    contactsOf(call, (contact) => isResolved(contact) && labels.every((label) => contact.label_list.includes(label))),
  );
}

/** Unlike lists, search finds all contacts; its count is the page's (CONTRACT 3.4). */
function search(call: AccountCall): Reply {
  const { ctx, account } = call;
  takeFromBudget(ctx, `contacts/search:${account.id}`, ctx.limits.contactSearches);
  const wanted = String(call.query.q ?? "").trim();
  const needle = wanted.toLowerCase();
  const includes = (value: string | null) => value?.toLowerCase().includes(needle);
  const found = needle
    ? contactsOf(call, (contact) =>
        Boolean(
          includes(contact.name) ||
            includes(contact.email) ||
            includes(contact.phone_number) ||
            contact.identifier?.includes(wanted),
        ),
      )
    : [];
  const payload = pageOfContacts(call, found);
  return ok({
    meta: {
      count: payload.length,
      current_page: pageOf(call),
      ...(has(ctx.version, "searchHasMore") ? { has_more: found.length > pageOf(call) * PAGE } : {}),
    },
    payload,
  });
}

function active(call: AccountCall): Reply {
  return listReply(
    call,
    contactsOf(call, (contact) => contact.online_until > call.ctx.now()),
  );
}

function filter(call: AccountCall): Reply {
  const conditions = readFilter(call.body);
  return listReply(
    call,
    contactsOf(call, (contact) => isResolved(contact) && matchesContactFilter(contact, conditions)),
  );
}

export const contactListRoutes: Route[] = [
  route("get", "/contacts", list),
  route("get", "/contacts/search", search),
  route("get", "/contacts/active", active),
  route("post", "/contacts/filter", filter),
];
