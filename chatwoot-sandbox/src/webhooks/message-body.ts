import { toIso } from "../state/clock.ts";
import type { Context } from "../state/context.ts";
import { requireInbox } from "../state/lookups.ts";
import type { Conversation, Message, User } from "../state/records.ts";
import { has } from "../versions.ts";
import { attachmentsKey } from "../views/small-objects.ts";
import { accountForm, contactBody } from "./contact-body.ts";
import { conversationBody } from "./conversation-body.ts";
import { renderedContent } from "./rendered-content.ts";

/** message_created and message_updated (CONTRACT 1.6). */
export function messageBody(ctx: Context, conversation: Conversation, message: Message) {
  return {
    account: accountForm(ctx, message.account_id),
    additional_attributes: message.additional_attributes,
    content_attributes: message.content_attributes,
    content_type: message.content_type,
    content: contentOf(ctx, message),
    conversation: conversationBody(ctx, conversation),
    created_at: toIso(message.created_at),
    id: message.id,
    inbox: inboxForm(ctx, message.inbox_id),
    message_type: message.message_type,
    private: message.private,
    sender: senderOf(ctx, message),
    source_id: message.source_id,
    ...attachmentsKey(message),
  };
}

export function inboxForm(ctx: Context, inboxId: number) {
  const { id, name } = requireInbox(ctx.world, inboxId);
  return { id, name };
}

export const userForm = (user: User) => ({ id: user.id, name: user.name, email: user.email, type: "user" });

function contentOf(ctx: Context, message: Message): string | null {
  if (message.content === null || message.message_type === "incoming") return message.content;
  if (!has(ctx.version, "markdownContent")) return renderedContent(message.content);
  // Markdown as written, but for hard-break backslashes and line breaks at the end.
  return message.content.replaceAll("\\\n", "\n").trimEnd();
}

/** A contact carries no `type` here; an agent does (CONTRACT 1.5). */
function senderOf(ctx: Context, message: Message) {
  if (message.sender_type === "Contact") {
    const contact = ctx.world.contacts.get(message.sender_id);
    return contact ? contactBody(ctx, contact) : null;
  }
  const user = message.sender_type === "User" ? ctx.world.users.get(message.sender_id) : undefined;
  return user ? userForm(user) : null;
}
