import { toEpoch, toEpochFloat, toIso } from "../state/clock.ts";
import type { Context } from "../state/context.ts";
import { requireContact, requireInbox } from "../state/lookups.ts";
import type { ContactInbox, Conversation } from "../state/records.ts";
import { has } from "../versions.ts";
import {
  contactPushForm,
  lastNonActivityMessage,
  messagePushForm,
  unreadCount,
  userPushForm,
} from "../views/small-objects.ts";
import { accountForm } from "./contact-body.ts";

/** A conversation as webhooks carry it (CONTRACT 1.6). `id` is the number that Chatwoot shows. */
export function conversationBody(ctx: Context, conversation: Conversation) {
  const contactInbox = ctx.world.contactInboxes.get(conversation.contact_inbox_id);
  const last = lastNonActivityMessage(ctx, conversation);
  return {
    ...(has(ctx.version, "accountInConversation") ? { account: accountForm(ctx, conversation.account_id) } : {}),
    additional_attributes: conversation.additional_attributes,
    can_reply: true,
    channel: requireInbox(ctx.world, conversation.inbox_id).channel_type,
    contact_inbox: contactInbox ? contactInboxRow(contactInbox) : null,
    id: conversation.display_id,
    inbox_id: conversation.inbox_id,
    messages: last ? [messagePushForm(ctx, conversation, last)] : [],
    labels: conversation.label_list,
    meta: metaOf(ctx, conversation, contactInbox),
    status: conversation.status,
    custom_attributes: conversation.custom_attributes,
    snoozed_until: conversation.snoozed_until === null ? null : toIso(conversation.snoozed_until),
    unread_count: unreadCount(ctx, conversation),
    first_reply_created_at:
      conversation.first_reply_created_at === null ? null : toIso(conversation.first_reply_created_at),
    priority: conversation.priority,
    waiting_since: toEpoch(conversation.waiting_since),
    agent_last_seen_at: toEpoch(conversation.agent_last_seen_at),
    contact_last_seen_at: toEpoch(conversation.contact_last_seen_at),
    ...(has(ctx.version, "conversationTimes") ? { last_activity_at: toEpoch(conversation.last_activity_at) } : {}),
    timestamp: toEpoch(conversation.last_activity_at),
    created_at: toEpoch(conversation.created_at),
    ...(has(ctx.version, "conversationTimes") ? { updated_at: toEpochFloat(conversation.updated_at) } : {}),
  };
}

export function contactInboxRow(row: ContactInbox) {
  return {
    id: row.id,
    contact_id: row.contact_id,
    inbox_id: row.inbox_id,
    source_id: row.source_id,
    created_at: toIso(row.created_at),
    updated_at: toIso(row.updated_at),
    hmac_verified: row.hmac_verified,
    pubsub_token: row.pubsub_token,
  };
}

function metaOf(ctx: Context, conversation: Conversation, contactInbox: ContactInbox | undefined) {
  const assignee = ctx.world.users.get(conversation.assignee_id);
  return {
    sender: contactPushForm(ctx, requireContact(ctx.world, conversation.contact_id)),
    assignee: assignee ? userPushForm(assignee) : null,
    ...(has(ctx.version, "assigneeType") ? { assignee_type: assignee ? "User" : null } : {}),
    team: null,
    hmac_verified: contactInbox?.hmac_verified ?? false,
  };
}
