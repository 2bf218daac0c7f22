import { touch } from "../state/changes.ts";
import type { Context } from "../state/context.ts";
import { requireContact } from "../state/lookups.ts";
import type { Attachment, Conversation, Message } from "../state/records.ts";
import { saveContact } from "./save-contact.ts";
import { saveConversation } from "./save-conversation.ts";

export interface NewMessage {
  content: string | null;
  message_type: Message["message_type"];
  sender?: { type: "Contact" | "User"; id: number } | undefined;
  private?: boolean | undefined;
  content_type?: string | undefined;
  content_attributes?: Message["content_attributes"] | undefined;
  source_id?: string | null | undefined;
  attachments?: Omit<Attachment, "id">[] | undefined;
}

/** Appends to the thread and does what a message does to its conversation and its sender. */
export function addMessage(ctx: Context, conversation: Conversation, wanted: NewMessage): Message {
  const { world } = ctx;
  const now = ctx.now();
  const message = world.messages.insert({
    content: wanted.content,
    account_id: conversation.account_id,
    inbox_id: conversation.inbox_id,
    conversation_id: conversation.id,
    message_type: wanted.message_type,
    created_at: now,
    updated_at: now,
    private: wanted.private ?? false,
    status: "sent",
    source_id: wanted.source_id ?? null,
    content_type: wanted.content_type ?? "text",
    content_attributes: wanted.content_attributes ?? {},
    sender_type: wanted.sender?.type ?? null,
    sender_id: wanted.sender?.id ?? null,
    additional_attributes: {},
    attachments: (wanted.attachments ?? []).map((attachment) => {
      world.lastAttachmentId += 1;
      return { id: world.lastAttachmentId, ...attachment };
    }),
  });
  world.threads.get(conversation.id)?.push(message);
  // Every message touches its conversation; that alone is no conversation_updated (CONTRACT 1.7).
  conversation.last_activity_at = now;
  touch(conversation, now);
  // Activity messages never reach a webhook (CONTRACT 1.1), but whoever watches the thread sees them.
  ctx.emit({ type: "message.created", message });

  if (message.message_type === "incoming") {
    const contact = requireContact(world, conversation.contact_id);
    saveContact(ctx, contact, { last_activity_at: ctx.now() });
    const reopened = conversation.status === "resolved" || conversation.status === "snoozed";
    saveConversation(ctx, conversation, {
      waiting_since: conversation.waiting_since ?? now,
      ...(reopened && !contact.blocked ? { status: "open", snoozed_until: null } : {}),
    });
  }
  if (message.message_type === "outgoing" && !message.private && message.sender_type === "User") {
    saveConversation(ctx, conversation, {
      waiting_since: null,
      first_reply_created_at: conversation.first_reply_created_at ?? now,
    });
  }
  return message;
}
