import type { Changes } from "./changes.ts";
import type { Contact, ContactInbox, Conversation, JsonObject, Message, User } from "./records.ts";

/** What the verbs tell the rest of the sandbox. Records are the live rows: whoever listens sees the newest state. */
export type DomainEvent =
  | { type: "contact.created"; contact: Contact }
  | { type: "contact.updated"; contact: Contact; changes: Changes }
  | { type: "contact.deleted"; contact: Contact }
  | { type: "contact.merged"; contact: Contact; merged: Contact }
  | { type: "conversation.created"; conversation: Conversation }
  | { type: "conversation.updated"; conversation: Conversation; changes: Changes }
  | { type: "conversation.status_changed"; conversation: Conversation }
  | { type: "message.created"; message: Message }
  | { type: "message.updated"; message: Message }
  | { type: "typing"; conversation: Conversation; on: boolean; by: Typist; isPrivate: boolean }
  | { type: "widget.opened"; contactInbox: ContactInbox; eventInfo: JsonObject };

export type Typist = { contact: Contact } | { user: User };

export type Listener = (event: DomainEvent) => void;
