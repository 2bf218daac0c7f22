import type { Conversation } from "@proppilot/shared-types";

/** Puts newer readings over older ones, latest activity first, as the service orders its pages. */
export function mergeConversations(held: Conversation[], incoming: Conversation[]): Conversation[] {
  const byId = new Map(held.map((conversation) => [conversation.id, conversation]));
  for (const conversation of incoming) byId.set(conversation.id, conversation);
  return [...byId.values()].sort((a, b) => activity(b) - activity(a) || b.id - a.id);
}

function activity({ lastActivityAt, createdAt }: Conversation): number {
  const at = lastActivityAt ?? createdAt;
  return at ? Date.parse(at) : 0;
}
