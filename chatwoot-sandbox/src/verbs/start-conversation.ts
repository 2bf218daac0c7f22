import type { Changes } from "../state/changes.ts";
import type { Context } from "../state/context.ts";
import { requireAccount, requireContact, requireInbox } from "../state/lookups.ts";
import type { ContactInbox, Conversation, ConversationStatus, JsonObject } from "../state/records.ts";

export interface NewConversation {
  contactInbox: ContactInbox;
  status?: ConversationStatus | undefined;
  assigneeId?: number | null | undefined;
  additionalAttributes?: JsonObject | undefined;
  customAttributes?: JsonObject | undefined;
}

export function startConversation(ctx: Context, wanted: NewConversation): Conversation {
  const { contactInbox } = wanted;
  const inbox = requireInbox(ctx.world, contactInbox.inbox_id);
  const contact = requireContact(ctx.world, contactInbox.contact_id);
  const account = requireAccount(ctx.world, inbox.account_id);
  account.last_display_id += 1;
  const now = ctx.now();
  const conversation = ctx.world.conversations.insert({
    account_id: inbox.account_id,
    inbox_id: inbox.id,
    // New conversations of blocked contacts are resolved (CONTRACT 4).
    status: contact.blocked ? "resolved" : (wanted.status ?? "open"),
    assignee_id: wanted.assigneeId ?? null,
    created_at: now,
    updated_at: now,
    contact_id: contact.id,
    display_id: account.last_display_id,
    contact_last_seen_at: null,
    agent_last_seen_at: null,
    additional_attributes: wanted.additionalAttributes ?? {},
    contact_inbox_id: contactInbox.id,
    uuid: ctx.random.uuid(),
    last_activity_at: now,
    snoozed_until: null,
    custom_attributes: wanted.customAttributes ?? {},
    assignee_last_seen_at: null,
    first_reply_created_at: null,
    priority: null,
    waiting_since: now,
    cached_label_list: null,
    label_list: [],
  });
  ctx.world.threads.set(conversation.id, []);
  ctx.emit({ type: "conversation.created", conversation });
  if (conversation.status !== "open") ctx.emit({ type: "conversation.status_changed", conversation });
  ctx.emit({ type: "conversation.updated", conversation, changes: changesOfCreation(conversation) });
  return conversation;
}

/** Right after creation Chatwoot lists every column that left its default (CONTRACT 1.5, recorded). */
function changesOfCreation(conversation: Conversation): Changes {
  const { display_id: _shownAsId, status, ...columns } = conversation;
  const changes: Changes = new Map();
  for (const [column, current] of Object.entries(columns)) {
    const isObject = typeof current === "object" && current !== null;
    if (current === null || (isObject && Object.keys(current).length === 0)) continue;
    changes.set(column, { previous: isObject ? {} : null, current });
  }
  if (status !== "open") changes.set("status", { previous: "open", current: status });
  return changes;
}
