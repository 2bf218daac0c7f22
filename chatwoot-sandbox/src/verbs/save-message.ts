import { applyChanges } from "../state/changes.ts";
import type { Context } from "../state/context.ts";
import type { Message } from "../state/records.ts";

export function saveMessage(ctx: Context, message: Message, patch: Partial<Message>): void {
  const changes = applyChanges(message, patch, ctx.now());
  if (changes.size > 0) ctx.emit({ type: "message.updated", message });
}
