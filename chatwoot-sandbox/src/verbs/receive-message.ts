import { notFound } from "../refusal.ts";
import type { Context } from "../state/context.ts";
import { conversationsOf, requireContact, requireConversation, requireInbox } from "../state/lookups.ts";
import type { Attachment, Contact, ContactInbox, Conversation, Inbox, JsonObject, Message } from "../state/records.ts";
import { addContactInbox, inferSourceId } from "./add-contact-inbox.ts";
import { addMessage } from "./add-message.ts";
import { conversationTraits, messageSourceId, newSourceId, visitorName } from "./channel-traits.ts";
import { createContact } from "./create-contact.ts";
import { showOnline } from "./show-online.ts";
import { startConversation } from "./start-conversation.ts";

export interface Sender {
  id?: number | undefined;
  name?: string | undefined;
  email?: string | undefined;
  phone_number?: string | undefined;
  identifier?: string | undefined;
  source_id?: string | undefined;
  additional_attributes?: JsonObject | undefined;
  custom_attributes?: JsonObject | undefined;
}

export interface Incoming {
  accountId: number;
  inboxId: number;
  conversationId?: number | undefined;
  contact?: Sender | undefined;
  content: string | null;
  attachments?: Omit<Attachment, "id">[] | undefined;
}

/** Somebody writes through a channel: makes contact, channel and conversation where they are missing. */
export function receiveMessage(ctx: Context, incoming: Incoming): { conversation: Conversation; message: Message } {
  const conversation = conversationFor(ctx, incoming);
  const inbox = requireInbox(ctx.world, conversation.inbox_id);
  const contact = requireContact(ctx.world, conversation.contact_id);
  // Only a visitor of the website is ever seen to be online.
  if (inbox.channel_type === "Channel::WebWidget") {
    showOnline(ctx, contact);
    conversation.contact_last_seen_at = ctx.now();
  }
  const message = addMessage(ctx, conversation, {
    content: incoming.content,
    message_type: "incoming",
    sender: { type: "Contact", id: contact.id },
    source_id: messageSourceId(ctx.random, inbox.channel_type),
    attachments: incoming.attachments,
  });
  return { conversation, message };
}

/** The conversation that was named, whatever the inbox; else the one that the channel is at. */
function conversationFor(ctx: Context, incoming: Incoming): Conversation {
  if (incoming.conversationId !== undefined) {
    return requireConversation(ctx.world, incoming.accountId, incoming.conversationId);
  }
  const inbox = requireInbox(ctx.world, incoming.inboxId);
  if (inbox.account_id !== incoming.accountId) throw notFound();
  return currentConversation(ctx, inbox, contactInboxOf(ctx, inbox, incoming.contact ?? {}));
}

function contactInboxOf(ctx: Context, inbox: Inbox, sender: Sender): ContactInbox {
  const { world } = ctx;
  const wantedId = sender.source_id ?? newSourceId(inbox.channel_type, sender);
  const known = world.contactInboxes.find(
    (row) =>
      row.inbox_id === inbox.id &&
      (row.source_id === wantedId || (wantedId === null && sender.id !== undefined && row.contact_id === sender.id)),
  );
  if (known) return known;
  const contact = contactOf(ctx, inbox, sender, wantedId);
  const sourceId = wantedId ?? inferSourceId(ctx, contact, inbox) ?? ctx.random.digits(10);
  return addContactInbox(ctx, contact, inbox, sourceId);
}

/** Channels find a contact by identifier, email or phone number before they make one. */
function contactOf(ctx: Context, inbox: Inbox, sender: Sender, sourceId: string | null): Contact {
  if (sender.id !== undefined) {
    const contact = requireContact(ctx.world, sender.id);
    if (contact.account_id !== inbox.account_id) throw notFound();
    return contact;
  }
  const same = (theirs: string | null, ours: string | undefined) =>
    ours !== undefined && ours !== "" && theirs?.toLowerCase() === ours.toLowerCase();
  const known = ctx.world.contacts.find(
    (contact) =>
      contact.account_id === inbox.account_id &&
      (same(contact.identifier, sender.identifier) ||
        same(contact.email, sender.email) ||
        same(contact.phone_number, sender.phone_number)),
  );
  if (known) return known;
  const { id: _unknown, source_id: _channels, name, ...fields } = sender;
  const anonymous = inbox.channel_type === "Channel::WebWidget" ? null : sourceId;
  return createContact(ctx, inbox.account_id, { ...fields, name: name || anonymous || visitorName(ctx.random) });
}

/** A resolved conversation is not taken up again by a channel: the next message opens a new one. */
function currentConversation(ctx: Context, inbox: Inbox, contactInbox: ContactInbox): Conversation {
  const current = conversationsOf(ctx.world, inbox.account_id).findLast(
    (row) => row.contact_inbox_id === contactInbox.id && row.status !== "resolved",
  );
  return (
    current ??
    startConversation(ctx, {
      contactInbox,
      additionalAttributes: conversationTraits(ctx, inbox.channel_type, contactInbox.source_id),
    })
  );
}
