import { changedAttributes } from "../state/changes.ts";
import type { Context } from "../state/context.ts";
import type { DomainEvent } from "../state/events.ts";
import { conversationsOf } from "../state/lookups.ts";
import type { Conversation } from "../state/records.ts";
import { has } from "../versions.ts";
import { accountForm, contactBody } from "./contact-body.ts";
import { conversationBody } from "./conversation-body.ts";
import { inboxForm, messageBody, userForm } from "./message-body.ts";

export const WEBHOOK_EVENTS = [
  "conversation_status_changed",
  "conversation_updated",
  "conversation_created",
  "contact_created",
  "contact_updated",
  "message_created",
  "message_updated",
  "webwidget_triggered",
  "conversation_typing_on",
  "conversation_typing_off",
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** Under which name an event leaves, or that it never does: deletes and merges are not told (CONTRACT 1.1). */
export function webhookEventOf(ctx: Context, event: DomainEvent): WebhookEvent | null {
  switch (event.type) {
    case "contact.created":
      return "contact_created";
    case "contact.updated":
      return "contact_updated";
    case "conversation.created":
      return "conversation_created";
    case "conversation.updated":
      return "conversation_updated";
    case "conversation.status_changed":
      return "conversation_status_changed";
    case "message.created":
      return event.message.message_type === "activity" ? null : "message_created";
    case "message.updated":
      return event.message.message_type === "activity" ? null : "message_updated";
    case "typing":
      if (!has(ctx.version, "typingEvents")) return null;
      return event.on ? "conversation_typing_on" : "conversation_typing_off";
    case "widget.opened":
      return "webwidget_triggered";
    default:
      return null;
  }
}

export function accountOf(ctx: Context, event: DomainEvent): number {
  if ("contact" in event) return event.contact.account_id;
  if ("conversation" in event) return event.conversation.account_id;
  if ("message" in event) return event.message.account_id;
  return ctx.world.inboxes.get(event.contactInbox.inbox_id)?.account_id ?? 0;
}

/**
 * The body, made of the newest state whenever this runs; null when the record has gone by then, and the event is
 * dropped silently (CONTRACT 1.3, payload time).
 */
export function buildBody(ctx: Context, name: WebhookEvent, event: DomainEvent): object | null {
  const { world } = ctx;
  const alive = (conversation: Conversation | undefined): conversation is Conversation =>
    conversation !== undefined &&
    world.conversations.has(conversation.id) &&
    world.contacts.has(conversation.contact_id);

  switch (event.type) {
    case "contact.created":
      return world.contacts.has(event.contact.id) ? { ...contactBody(ctx, event.contact), event: name } : null;
    case "contact.updated":
      if (!world.contacts.has(event.contact.id)) return null;
      return {
        ...contactBody(ctx, event.contact),
        event: name,
        changed_attributes: changedAttributes(event.changes),
      };
    case "conversation.created":
      return alive(event.conversation) ? { ...conversationBody(ctx, event.conversation), event: name } : null;
    case "conversation.updated":
      if (!alive(event.conversation)) return null;
      return {
        ...conversationBody(ctx, event.conversation),
        event: name,
        changed_attributes: changedAttributes(event.changes),
      };
    case "conversation.status_changed":
      if (!alive(event.conversation)) return null;
      return { ...conversationBody(ctx, event.conversation), event: name, changed_attributes: null };
    case "message.created":
    case "message.updated": {
      const conversation = world.conversations.get(event.message.conversation_id);
      return alive(conversation) ? { ...messageBody(ctx, conversation, event.message), event: name } : null;
    }
    case "typing":
      if (!alive(event.conversation)) return null;
      return {
        event: name,
        user: "contact" in event.by ? contactBody(ctx, event.by.contact) : userForm(event.by.user),
        conversation: conversationBody(ctx, event.conversation),
        is_private: event.isPrivate,
      };
    case "widget.opened":
      return widgetBody(ctx, event, name);
    default:
      return null;
  }
}

function widgetBody(ctx: Context, event: DomainEvent & { type: "widget.opened" }, name: WebhookEvent) {
  const { contactInbox } = event;
  const contact = ctx.world.contacts.get(contactInbox.contact_id);
  if (!contact) return null;
  const current = conversationsOf(ctx.world, contact.account_id).findLast(
    (conversation) => conversation.contact_inbox_id === contactInbox.id,
  );
  return {
    id: contactInbox.id,
    contact: contactBody(ctx, contact),
    inbox: inboxForm(ctx, contactInbox.inbox_id),
    account: accountForm(ctx, contact.account_id),
    current_conversation: current ? conversationBody(ctx, current) : null,
    source_id: contactInbox.source_id,
    event: name,
    event_info: event.eventInfo,
  };
}
