import type {
  Account,
  AttributeDefinition,
  Contact,
  ContactInbox,
  Conversation,
  DashboardApp,
  Inbox,
  Label,
  Membership,
  Message,
  Note,
  User,
  Webhook,
} from "./records.ts";
import { Table } from "./table.ts";

/** An empty installation. */
export function createWorld() {
  return {
    accounts: new Table<Account>(),
    users: new Table<User>(),
    memberships: new Table<Membership>(),
    inboxes: new Table<Inbox>(),
    contacts: new Table<Contact>(),
    contactInboxes: new Table<ContactInbox>(),
    conversations: new Table<Conversation>(),
    messages: new Table<Message>(),
    /** Messages by conversation, oldest first: every body of a conversation needs its last one. */
    threads: new Map<number, Message[]>(),
    notes: new Table<Note>(),
    labels: new Table<Label>(),
    definitions: new Table<AttributeDefinition>(),
    webhooks: new Table<Webhook>(),
    dashboardApps: new Table<DashboardApp>(),
    lastAttachmentId: 0,
  };
}

export type World = ReturnType<typeof createWorld>;
