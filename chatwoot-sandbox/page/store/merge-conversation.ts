import type { Conversation, Message } from "../rest/records.ts";

/** A conversation as the page's store holds it, with the two keys that Chatwoot's own store adds. */
export interface StoredConversation extends Conversation {
  /** Its newest messages were loaded, not just the one that the list shows. */
  dataFetched?: boolean;
  allMessagesLoaded?: boolean;
}

/** Both lists as one: every message once, the incoming one where both have it, oldest first. */
export function mergeMessages(known: readonly Message[], incoming: readonly Message[]): Message[] {
  const byId = new Map([...known, ...incoming].map((message) => [message.id, message]));
  return [...byId.values()].sort((a, b) => a.created_at - b.created_at || a.id - b.id);
}

/** A conversation read again: the server's facts, and the messages that were loaded before stay. */
export function mergeConversation(known: StoredConversation | undefined, incoming: Conversation): StoredConversation {
  if (known === undefined) return incoming;
  return { ...known, ...incoming, messages: mergeMessages(known.messages, incoming.messages) };
}

/** The newest page of messages: what was known before it may leave a gap, so only what is newer stays. */
export function withNewestMessages(known: StoredConversation, page: readonly Message[]): StoredConversation {
  const oldest = page[0]?.created_at ?? 0;
  const later = known.messages.filter((message) => message.created_at >= oldest);
  return { ...known, messages: mergeMessages(later, page), dataFetched: true, allMessagesLoaded: page.length < 20 };
}

/** The page before the oldest known message; a short one was the first. */
export function withOlderMessages(known: StoredConversation, page: readonly Message[]): StoredConversation {
  return { ...known, messages: mergeMessages(known.messages, page), allMessagesLoaded: page.length < 20 };
}
