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
import { Table, type TableContent } from "./table.ts";

/** All rows of the toy database. */
export interface World {
  accounts: Table<Account>;
  users: Table<User>;
  memberships: Table<Membership>;
  inboxes: Table<Inbox>;
  contacts: Table<Contact>;
  contactInboxes: Table<ContactInbox>;
  conversations: Table<Conversation>;
  messages: Table<Message>;
  /** Messages by conversation, oldest first: every body of a conversation needs its last one. */
  threads: Map<number, Message[]>;
  notes: Table<Note>;
  labels: Table<Label>;
  definitions: Table<AttributeDefinition>;
  webhooks: Table<Webhook>;
  dashboardApps: Table<DashboardApp>;
  lastAttachmentId: number;
}

/** A world as plain data. A message is one object in its table and in its thread. */
export type SavedWorld = {
  [Part in keyof World]: World[Part] extends Table<infer R> ? TableContent<R> : World[Part];
};

/** An empty installation, or a saved one. */
export function createWorld(saved?: SavedWorld): World {
  return {
    accounts: new Table(saved?.accounts),
    users: new Table(saved?.users),
    memberships: new Table(saved?.memberships),
    inboxes: new Table(saved?.inboxes),
    contacts: new Table(saved?.contacts),
    contactInboxes: new Table(saved?.contactInboxes),
    conversations: new Table(saved?.conversations),
    messages: new Table(saved?.messages),
    threads: saved?.threads ?? new Map(),
    notes: new Table(saved?.notes),
    labels: new Table(saved?.labels),
    definitions: new Table(saved?.definitions),
    webhooks: new Table(saved?.webhooks),
    dashboardApps: new Table(saved?.dashboardApps),
    lastAttachmentId: saved?.lastAttachmentId ?? 0,
  };
}

/** Forgets all but who works here, inboxes, webhooks and dashboard apps. No id is used again. */
export function clearWorld(world: World): void {
  const { contacts, contactInboxes, conversations, messages, threads, notes, labels, definitions } = world;
  for (const part of [contacts, contactInboxes, conversations, messages, threads, notes, labels, definitions]) {
    part.clear();
  }
}

/** Leaves a gap in every row of ids, as PostgreSQL's sequences do after a crash. */
export function skipIds(world: World, count: number): void {
  for (const part of Object.values(world)) if (part instanceof Table) part.skipIds(count);
  for (const account of world.accounts.where(() => true)) account.last_display_id += count;
  world.lastAttachmentId += count;
}
