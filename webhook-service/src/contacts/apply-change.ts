import type { Change, ChannelState, ContactState, ConversationState, Json, Known } from "./state.ts";

type ConversationField = Exclude<keyof ConversationState, "id" | "contactId" | "version" | "lastActivityAt">;

/**
 * The state after one change. A contact's row is the fold of this over its changes (watermarks apart): interpreting
 * uses it forwards, the forensic check from the beginning.
 */
export function applyChange(known: Known, change: Change): Known {
  const [head = "", ...rest] = change.field.split(".");
  const key = rest.join(".");
  if (head === "contact") return { ...known, contact: change.new as unknown as ContactState };
  if (head === "channels")
    return { ...known, channels: put(known.channels, key, change.new as ChannelState | undefined) };
  if (head === "conversations") return { ...known, conversations: applyToConversation(known, rest, change.new) };
  // The content of messages is kept beside the changes, so that it exists in one place only.
  if (head === "messages" || head === "merged") return known;
  return known.contact ? { ...known, contact: applyToContact(known.contact, head, key, change.new) } : known;
}

function applyToContact(contact: ContactState, head: string, key: string, value: Json | undefined): ContactState {
  if (head === "attributes") return { ...contact, attributes: put(contact.attributes, key, value) };
  if (head === "tags") {
    const others = contact.tags.filter((tag) => tag !== key);
    return { ...contact, tags: value === undefined ? others : [...others, key].sort() };
  }
  return { ...contact, [head]: value ?? null };
}

function applyToConversation(known: Known, [id, field]: string[], value: Json | undefined): Known["conversations"] {
  const conversationId = Number(id);
  const current = known.conversations[conversationId];
  if (field === undefined) {
    return put(known.conversations, String(conversationId), value as unknown as ConversationState | undefined);
  }
  if (!current) return known.conversations;
  return { ...known.conversations, [conversationId]: { ...current, [field as ConversationField]: value ?? null } };
}

function put<V>(record: Record<string, V>, key: string, value: V | undefined): Record<string, V> {
  const { [key]: _before, ...others } = record;
  return value === undefined ? others : { ...others, [key]: value };
}
