import { toEpoch, toEpochFloat, toIso } from "../state/clock.ts";
import type { Context } from "../state/context.ts";
import { requireContact, requireInbox } from "../state/lookups.ts";
import type { Conversation } from "../state/records.ts";
import { has } from "../versions.ts";
import { agentView } from "./agent-view.ts";
import { contactView } from "./contact-view.ts";
import { lastMessage, lastNonActivityMessage, messagePushForm, unreadCount } from "./small-objects.ts";

/**
 * A conversation in its REST form (CONTRACT 3.9). Unlike the webhook's: the assignee is absent when there is none, the
 * first reply is a number, and `messages[0]` may be an activity message.
 */
export function conversationView(ctx: Context, conversation: Conversation) {
  const last = lastMessage(ctx, conversation);
  const lastSaid = lastNonActivityMessage(ctx, conversation);
  return {
    meta: metaView(ctx, conversation),
    id: conversation.display_id,
    messages: last ? [messagePushForm(ctx, conversation, last)] : [],
    account_id: conversation.account_id,
    uuid: conversation.uuid,
    additional_attributes: conversation.additional_attributes,
    agent_last_seen_at: toEpoch(conversation.agent_last_seen_at),
    assignee_last_seen_at: toEpoch(conversation.assignee_last_seen_at),
    can_reply: true,
    contact_last_seen_at: toEpoch(conversation.contact_last_seen_at),
    custom_attributes: conversation.custom_attributes,
    inbox_id: conversation.inbox_id,
    labels: conversation.label_list,
    muted: false,
    snoozed_until: conversation.snoozed_until === null ? null : toIso(conversation.snoozed_until),
    status: conversation.status,
    created_at: toEpoch(conversation.created_at),
    ...(has(ctx.version, "conversationTimes") ? { updated_at: toEpochFloat(conversation.updated_at) } : {}),
    timestamp: toEpoch(conversation.last_activity_at),
    first_reply_created_at: toEpoch(conversation.first_reply_created_at),
    unread_count: unreadCount(ctx, conversation),
    last_non_activity_message: lastSaid ? messagePushForm(ctx, conversation, lastSaid) : null,
    last_activity_at: toEpoch(conversation.last_activity_at),
    priority: conversation.priority,
    waiting_since: toEpoch(conversation.waiting_since),
    ...(has(ctx.version, "conversationTimes") ? { sla_policy_id: null } : {}),
  };
}

function metaView(ctx: Context, conversation: Conversation) {
  const assignee = ctx.world.users.get(conversation.assignee_id);
  return {
    sender: contactView(ctx, requireContact(ctx.world, conversation.contact_id)),
    channel: requireInbox(ctx.world, conversation.inbox_id).channel_type,
    ...(assignee ? { assignee: agentView(ctx, conversation.account_id, assignee) } : {}),
    ...(assignee && has(ctx.version, "assigneeType") ? { assignee_type: "User" } : {}),
    hmac_verified: ctx.world.contactInboxes.get(conversation.contact_inbox_id)?.hmac_verified ?? false,
  };
}
