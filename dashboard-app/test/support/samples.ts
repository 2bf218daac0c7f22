import type { Contact, Conversation, Session } from "@proppilot/shared-types";
import { ada } from "../../gallery/contacts.ts";
import { conversations } from "../../gallery/conversations.ts";

export const aContact = (rest: Partial<Contact> = {}): Contact => ({ ...ada, ...rest });

export function aConversation(rest: Partial<Conversation> = {}): Conversation {
  const [first] = conversations;
  if (!first) throw new Error("The gallery has no conversations");
  return { ...first, ...rest };
}

export const aSession = (rest: Partial<Session> = {}): Session => ({
  accessToken: "token-1",
  expiresAt: "2026-03-12T10:52:00Z",
  agent: { id: 1, name: "Grace Okafor", role: "administrator" },
  ...rest,
});

/** Chatwoot's message about the conversation that is open (CONTRACT §2.4). */
export const contextMessage = (contactId: number, conversationId = 128, accountId = 1): string =>
  JSON.stringify({
    event: "appContext",
    data: {
      conversation: { id: conversationId, account_id: accountId, meta: { sender: { id: contactId } } },
      contact: { id: contactId },
      currentAgent: { id: 1 },
    },
  });
