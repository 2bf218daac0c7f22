import { roleDenied } from "../refusal.ts";
import { conversationsOf, requireConversation } from "../state/lookups.ts";
import type { Conversation, Inbox } from "../state/records.ts";
import { type AccountCall, idParam } from "./route.ts";

/** Administrators see every inbox, agents those that they are members of (CONTRACT 3.9, 3.10). */
export function visibleInboxes({ ctx, account, user, role }: AccountCall): Inbox[] {
  return ctx.world.inboxes.where(
    (inbox) => inbox.account_id === account.id && (role === "administrator" || inbox.member_ids.includes(user.id)),
  );
}

export function visibleConversations(call: AccountCall): Conversation[] {
  const inboxIds = new Set(visibleInboxes(call).map((inbox) => inbox.id));
  return conversationsOf(call.ctx.world, call.account.id).filter((row) => inboxIds.has(row.inbox_id));
}

export function conversationParam(call: AccountCall): Conversation {
  const conversation = requireConversation(call.ctx.world, call.account.id, idParam(call, "displayId"));
  if (!visibleInboxes(call).some((inbox) => inbox.id === conversation.inbox_id)) throw roleDenied();
  return conversation;
}
