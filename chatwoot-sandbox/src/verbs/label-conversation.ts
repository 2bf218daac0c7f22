import type { Context } from "../state/context.ts";
import type { Conversation } from "../state/records.ts";
import { normalLabels } from "./label-contact.ts";
import { saveConversation } from "./save-conversation.ts";

/** Replaces the whole set; the change shows as arrays and as one comma string (CONTRACT 1.5). */
export function labelConversation(ctx: Context, conversation: Conversation, labels: string[]): void {
  const list = normalLabels(labels);
  saveConversation(ctx, conversation, { label_list: list, cached_label_list: list.join(", ") });
}
