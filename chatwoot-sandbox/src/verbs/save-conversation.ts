import { applyChanges } from "../state/changes.ts";
import type { Context } from "../state/context.ts";
import type { Conversation } from "../state/records.ts";

/** Only these make a `conversation_updated` (CONTRACT 1.7). */
const TOLD = [
  "team_id",
  "assignee_id",
  "status",
  "snoozed_until",
  "custom_attributes",
  "label_list",
  "waiting_since",
  "first_reply_created_at",
  "priority",
];

/** The one way in which a stored conversation changes. */
export function saveConversation(ctx: Context, conversation: Conversation, patch: Partial<Conversation>): void {
  const changes = applyChanges(conversation, patch, ctx.now());
  if (changes.has("status")) ctx.emit({ type: "conversation.status_changed", conversation });
  if (TOLD.some((column) => changes.has(column))) ctx.emit({ type: "conversation.updated", conversation, changes });
}
