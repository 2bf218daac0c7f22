import { toEpoch, toIso } from "../state/clock.ts";
import type { Context } from "../state/context.ts";
import { requireInbox } from "../state/lookups.ts";
import type { Contact, ContactInbox, Inbox } from "../state/records.ts";
import { has } from "../versions.ts";
import { inboxSummary, inboxView } from "./inbox-view.ts";

/** A contact in its REST form (CONTRACT 3.4). `last_activity_at` is absent, not null, if there never was any. */
export function contactView(ctx: Context, contact: Contact) {
  return {
    additional_attributes: contact.additional_attributes,
    availability_status: contact.online_until > ctx.now() ? "online" : "offline",
    email: contact.email,
    id: contact.id,
    name: contact.name,
    phone_number: contact.phone_number,
    ...(has(ctx.version, "blocked") ? { blocked: contact.blocked } : {}),
    identifier: contact.identifier,
    thumbnail: contact.avatar_url,
    custom_attributes: contact.custom_attributes,
    ...(contact.last_activity_at === null ? {} : { last_activity_at: toEpoch(contact.last_activity_at) }),
    created_at: toEpoch(contact.created_at),
  };
}

export function contactWithInboxes(ctx: Context, contact: Contact) {
  const rows = ctx.world.contactInboxes.where((row) => row.contact_id === contact.id);
  return { ...contactView(ctx, contact), contact_inboxes: rows.map((row) => contactInboxView(ctx, row)) };
}

/** Older releases showed the whole inbox here, with its secrets and to everybody (CONTRACT 3.4). */
export function contactInboxView(ctx: Context, row: ContactInbox) {
  const inbox = requireInbox(ctx.world, row.inbox_id);
  const slim = has(ctx.version, "slimInboxOfContact");
  return { source_id: row.source_id, inbox: slim ? inboxSummary(inbox) : inboxView(inbox, "administrator") };
}

/** The bare database row, which only the answer to a new contact shows (CONTRACT 3.4). */
export function rawInboxRow(ctx: Context, inbox: Inbox) {
  return {
    id: inbox.id,
    channel_id: inbox.channel_id,
    account_id: inbox.account_id,
    name: inbox.name,
    channel_type: inbox.channel_type,
    enable_auto_assignment: true,
    greeting_enabled: false,
    created_at: toIso(ctx.now()),
    updated_at: toIso(ctx.now()),
  };
}
