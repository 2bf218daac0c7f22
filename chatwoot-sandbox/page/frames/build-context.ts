import type { AttributeDefinition, Contact, Conversation, CurrentAgent } from "../rest/records.ts";

export type Theme = "light" | "dark";

/** What the browser's store holds about the conversation on screen when a frame is told about it. */
export interface ContextSource {
  conversation: Conversation;
  /** Undefined until the contact has been loaded once. */
  contact: Contact | undefined;
  agent: CurrentAgent;
  /** Only Chatwoot after 4.16.2 tells these two. */
  extras: { customAttributes: readonly AttributeDefinition[]; theme: Theme } | null;
}

/** The message for a frame: JSON in a string, contact `{}` while it isn't loaded (CONTRACT 2.4). */
export function buildContext({ conversation, contact, agent, extras }: ContextSource): string {
  return JSON.stringify({
    event: "appContext",
    data: {
      conversation,
      contact: contact ?? {},
      currentAgent: { email: agent.email, name: agent.name, id: agent.id },
      ...extras,
    },
  });
}

/** Whether a Chatwoot of this version is newer than 4.16.2, whose context has more in it. */
export function sendsExtras(version: string): boolean {
  return version.localeCompare("4.16.2", "en", { numeric: true }) > 0;
}
