import type { Context } from "../state/context.ts";
import type { Conversation, ConversationStatus, Micros, User } from "../state/records.ts";
import { addMessage } from "./add-message.ts";
import { saveConversation } from "./save-conversation.ts";

const SAID: Record<ConversationStatus, string> = {
  open: "reopened",
  resolved: "marked resolved",
  pending: "marked as pending",
  snoozed: "snoozed",
};

export function setStatus(
  ctx: Context,
  conversation: Conversation,
  status: ConversationStatus,
  by: User,
  snoozedUntil: Micros | null = null,
): void {
  const before = conversation.status;
  saveConversation(ctx, conversation, {
    status,
    snoozed_until: status === "snoozed" ? snoozedUntil : null,
    ...(status === "resolved" ? { waiting_since: null } : {}),
  });
  if (before === status) return;
  addMessage(ctx, conversation, {
    content: `Conversation was ${SAID[status]} by ${by.name}`,
    message_type: "activity",
  });
}
