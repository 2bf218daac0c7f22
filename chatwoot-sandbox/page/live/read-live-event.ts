/** Something happened to these records: a hint to read them again, not the records themselves. */
export interface LiveEvent {
  type: string;
  conversationId: number | null;
  contactId: number | null;
}

/** What arrived on the event stream, or null where it isn't one of ours. */
export function readLiveEvent(text: string): LiveEvent | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (parsed === null || typeof parsed !== "object" || !("type" in parsed) || typeof parsed.type !== "string")
    return null;
  const idOf = (value: unknown) => (typeof value === "number" ? value : null);
  return {
    type: parsed.type,
    conversationId: idOf("conversationId" in parsed ? parsed.conversationId : null),
    contactId: idOf("contactId" in parsed ? parsed.contactId : null),
  };
}
