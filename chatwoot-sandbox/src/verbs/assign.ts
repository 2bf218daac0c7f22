import type { Context } from "../state/context.ts";
import type { Conversation, User } from "../state/records.ts";
import { addMessage } from "./add-message.ts";
import { saveConversation } from "./save-conversation.ts";

export function assign(ctx: Context, conversation: Conversation, assignee: User | null, by: User): void {
  if (conversation.assignee_id === (assignee?.id ?? null)) return;
  saveConversation(ctx, conversation, { assignee_id: assignee?.id ?? null });
  addMessage(ctx, conversation, {
    content: describeAssignment(assignee, by),
    message_type: "activity",
  });
}

function describeAssignment(assignee: User | null, by: User): string {
  if (!assignee) return `Conversation unassigned by ${by.name}`;
  if (assignee.id === by.id) return `${by.name} self-assigned this conversation`;
  return `Assigned to ${assignee.name} by ${by.name}`;
}
