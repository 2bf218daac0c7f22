import type { Contact, ConversationPage } from "@proppilot/shared-types";
import type { Send } from "./send.ts";

/** A contact with the tag to ask for news by; `pending` while the service is still asking Chatwoot. */
export type ContactAnswer = { contact: Contact; etag: string | null } | "pending" | "unchanged";

export interface ContactsApi {
  byChatwootId(chatwootId: number, signal: AbortSignal): Promise<ContactAnswer>;
  /** The contact again, unless it is still the one of `etag`. */
  again(id: string, etag: string | null, signal: AbortSignal): Promise<ContactAnswer>;
  conversations(id: string, cursor: string | null, signal: AbortSignal): Promise<ConversationPage>;
}

/** The contact calls of the service. */
export function createContactsApi(authorized: Send): ContactsApi {
  return {
    async byChatwootId(chatwootId, signal) {
      return readContact(await authorized({ path: `contacts/by-chatwoot/${chatwootId}`, signal }));
    },
    async again(id, etag, signal) {
      const headers: Record<string, string> = etag ? { "if-none-match": etag } : {};
      return readContact(await authorized({ path: `contacts/${id}`, headers, signal }));
    },
    async conversations(id, cursor, signal) {
      const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
      const response = await authorized({ path: `contacts/${id}/conversations${query}`, signal });
      return response.json();
    },
  };
}

async function readContact(response: Response): Promise<ContactAnswer> {
  if (response.status === 202) return "pending";
  if (response.status === 304) return "unchanged";
  return { contact: await response.json(), etag: response.headers.get("etag") };
}
