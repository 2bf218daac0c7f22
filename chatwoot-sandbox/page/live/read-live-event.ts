/** Something happened to a record: a hint to read it again, not the record itself. */
export interface LiveEvent {
  type: string;
  action: string | null;
  conversationId: number | null;
  contactId: number | null;
}

function record(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed !== null && typeof parsed === "object" ? { ...parsed } : {};
  } catch {
    return {};
  }
}

/** What arrived on the event stream, or null where it isn't one of ours. */
export function readLiveEvent(text: string): LiveEvent | null {
  const { type, action, conversationId, contactId } = record(text);
  if (typeof type !== "string") return null;
  return {
    type,
    action: typeof action === "string" ? action : null,
    conversationId: typeof conversationId === "number" ? conversationId : null,
    contactId: typeof contactId === "number" ? contactId : null,
  };
}
