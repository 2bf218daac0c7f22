import { invalid, unprocessable } from "../refusal.ts";
import type { Context } from "../state/context.ts";
import type { Contact, ContactInbox, Inbox } from "../state/records.ts";

/** The id under which a contact can be reached in an inbox, where it follows from what is known about it. */
export function inferSourceId(ctx: Context, contact: Contact, inbox: Inbox): string | null {
  switch (inbox.channel_type) {
    case "Channel::Whatsapp":
      return contact.phone_number ? contact.phone_number.replace("+", "") : null;
    case "Channel::Email":
      return contact.email;
    case "Channel::Api":
    case "Channel::WebWidget":
      return ctx.random.uuid();
    default:
      return null;
  }
}

/** A contact may have several, even in one inbox; an id in an inbox belongs to one contact only (CONTRACT 4). */
export function addContactInbox(ctx: Context, contact: Contact, inbox: Inbox, wanted?: string | null): ContactInbox {
  const sourceId = wanted || inferSourceId(ctx, contact, inbox);
  if (!sourceId) throw unprocessable("Source ID is required for this inbox");
  const taken = ctx.world.contactInboxes.find((row) => row.inbox_id === inbox.id && row.source_id === sourceId);
  if (taken?.contact_id === contact.id) return taken;
  if (taken) throw invalid([{ attribute: "source_id", message: "Source has already been taken" }]);
  const now = ctx.now();
  return ctx.world.contactInboxes.insert({
    contact_id: contact.id,
    inbox_id: inbox.id,
    source_id: sourceId,
    created_at: now,
    updated_at: now,
    hmac_verified: false,
    pubsub_token: ctx.random.token(24),
  });
}
