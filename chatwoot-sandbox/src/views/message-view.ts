import { toEpoch, toIso } from "../state/clock.ts";
import type { Context } from "../state/context.ts";
import { requireContact } from "../state/lookups.ts";
import type { Conversation, Message } from "../state/records.ts";
import { agentView } from "./agent-view.ts";
import { attachmentsKey, contactPushForm, MESSAGE_TYPES, senderPushForm } from "./small-objects.ts";

/** A message in its REST form (CONTRACT 3.9). */
export function messageView(ctx: Context, conversation: Conversation, message: Message) {
  const sender = senderPushForm(ctx, message);
  return {
    id: message.id,
    content: message.content,
    inbox_id: message.inbox_id,
    conversation_id: conversation.display_id,
    message_type: MESSAGE_TYPES[message.message_type],
    content_type: message.content_type,
    status: message.status,
    content_attributes: message.content_attributes,
    created_at: toEpoch(message.created_at),
    private: message.private,
    source_id: message.source_id,
    ...(sender ? { sender } : {}),
    ...attachmentsKey(message),
  };
}

export function messagesMeta(ctx: Context, conversation: Conversation) {
  const assignee = ctx.world.users.get(conversation.assignee_id);
  const isoOrNull = (time: number | null) => (time === null ? null : toIso(time));
  return {
    labels: conversation.label_list,
    additional_attributes: conversation.additional_attributes,
    contact: contactPushForm(ctx, requireContact(ctx.world, conversation.contact_id)),
    ...(assignee ? { assignee: agentView(ctx, conversation.account_id, assignee) } : {}),
    agent_last_seen_at: isoOrNull(conversation.agent_last_seen_at),
    assignee_last_seen_at: isoOrNull(conversation.assignee_last_seen_at),
  };
}
