import type { Conversation, Message } from "../rest/records.ts";

/** What stands for a message that has no words of its own. */
export function messageSummary(message: Message): string {
  if (message.content_attributes?.deleted) return "This message was deleted";
  if (message.content) return message.content;
  return message.attachments?.length ? `Attachment: ${message.attachments[0]?.file_type ?? "file"}` : "No content";
}

/** The newest message of a conversation; activity lines don't count, unless there is nothing else. */
export function lastMessage(conversation: Conversation): Message | null {
  const written = conversation.messages.filter((message) => message.message_type !== 2);
  const known = conversation.last_non_activity_message ?? null;
  const newest = written.at(-1) ?? null;
  if (newest === null || (known !== null && known.id > newest.id)) return known ?? conversation.messages.at(-1) ?? null;
  return newest;
}
