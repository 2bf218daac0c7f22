import type { Context } from "../state/context.ts";
import type { Message } from "../state/records.ts";
import { saveMessage } from "./save-message.ts";

/** A message is never removed: its text goes and it is marked (CONTRACT 1.6). */
export function deleteMessage(ctx: Context, message: Message): void {
  saveMessage(ctx, message, {
    content: "This message was deleted",
    content_type: "text",
    content_attributes: { deleted: true },
    attachments: [],
  });
}
