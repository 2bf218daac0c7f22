import { toEpoch, toIso } from "../state/clock.ts";
import type { Context } from "../state/context.ts";
import { threadOf } from "../state/lookups.ts";
import type { Attachment, Contact, Conversation, Message, User } from "../state/records.ts";
import { has } from "../versions.ts";

// The forms that webhook bodies and REST answers share (CONTRACT 1.5, 1.6).

export const MESSAGE_TYPES = { incoming: 0, outgoing: 1, activity: 2, template: 3 } as const;
const UNREAD_SHOWN_AT_MOST = 10;

/** `contact'`: meta.sender and messages[].sender. */
export function contactPushForm(ctx: Context, contact: Contact) {
  return {
    additional_attributes: contact.additional_attributes,
    custom_attributes: contact.custom_attributes,
    email: contact.email,
    id: contact.id,
    identifier: contact.identifier,
    name: contact.name,
    phone_number: contact.phone_number,
    thumbnail: contact.avatar_url,
    ...(has(ctx.version, "blocked") ? { blocked: contact.blocked } : {}),
    type: "contact",
  };
}

/** `user'`: meta.assignee and messages[].sender. */
export function userPushForm(user: User) {
  return {
    id: user.id,
    name: user.name,
    available_name: user.name,
    avatar_url: "",
    type: "user",
    availability_status: "online",
    thumbnail: "",
  };
}

export function senderPushForm(ctx: Context, message: Message) {
  const contact = message.sender_type === "Contact" ? ctx.world.contacts.get(message.sender_id) : undefined;
  if (contact) return contactPushForm(ctx, contact);
  const user = message.sender_type === "User" ? ctx.world.users.get(message.sender_id) : undefined;
  return user && userPushForm(user);
}

/** Incoming messages that no agent has seen. */
export function unreadCount(ctx: Context, conversation: Conversation): number {
  const seen = conversation.agent_last_seen_at ?? 0;
  const unread = threadOf(ctx.world, conversation).filter(
    (message) => message.message_type === "incoming" && message.created_at > seen,
  );
  return Math.min(unread.length, UNREAD_SHOWN_AT_MOST);
}

export function lastMessage(ctx: Context, conversation: Conversation): Message | undefined {
  return threadOf(ctx.world, conversation).at(-1);
}

export function lastNonActivityMessage(ctx: Context, conversation: Conversation): Message | undefined {
  return threadOf(ctx.world, conversation).findLast((message) => message.message_type !== "activity");
}

export function attachmentForm(message: Message, attachment: Attachment) {
  const common = {
    id: attachment.id,
    message_id: message.id,
    file_type: attachment.file_type,
    account_id: message.account_id,
  };
  if (attachment.file_type === "location") {
    return {
      ...common,
      coordinates_lat: attachment.coordinates_lat,
      coordinates_long: attachment.coordinates_long,
      fallback_title: attachment.fallback_title,
      data_url: attachment.data_url,
    };
  }
  if (attachment.file_type === "contact") return { ...common, fallback_title: attachment.fallback_title, meta: {} };
  if (attachment.file_type === "fallback") {
    return { ...common, fallback_title: attachment.fallback_title, data_url: attachment.data_url };
  }
  return {
    ...common,
    extension: attachment.extension,
    data_url: attachment.data_url,
    thumb_url: attachment.file_type === "image" ? attachment.data_url : "",
    file_size: attachment.file_size,
    width: null,
    height: null,
    ...(attachment.file_type === "audio" ? { transcribed_text: "" } : {}),
  };
}

export function attachmentsKey(message: Message) {
  if (message.attachments.length === 0) return {};
  return { attachments: message.attachments.map((attachment) => attachmentForm(message, attachment)) };
}

/** An item of `messages[]`, the same in webhooks and in REST conversations. */
export function messagePushForm(ctx: Context, conversation: Conversation, message: Message) {
  const sender = senderPushForm(ctx, message);
  return {
    id: message.id,
    content: message.content,
    account_id: message.account_id,
    inbox_id: message.inbox_id,
    conversation_id: conversation.display_id,
    message_type: MESSAGE_TYPES[message.message_type],
    created_at: toEpoch(message.created_at),
    updated_at: toIso(message.updated_at),
    private: message.private,
    status: message.status,
    source_id: message.source_id,
    content_type: message.content_type,
    content_attributes: message.content_attributes,
    sender_type: message.sender_type,
    sender_id: message.sender_id,
    external_source_ids: {},
    additional_attributes: message.additional_attributes,
    processed_message_content: message.content,
    sentiment: {},
    conversation: {
      assignee_id: conversation.assignee_id,
      unread_count: unreadCount(ctx, conversation),
      last_activity_at: toEpoch(conversation.last_activity_at),
      contact_inbox: { source_id: ctx.world.contactInboxes.get(conversation.contact_inbox_id)?.source_id ?? "" },
    },
    ...attachmentsKey(message),
    ...(sender ? { sender } : {}),
  };
}
