import { notFound } from "../refusal.ts";
import type { Account, Contact, Conversation, Inbox, Message, Role, User } from "./records.ts";
import type { World } from "./world.ts";

// Finds that refuse with Chatwoot's 404 when there is nothing.

export function requireAccount(world: World, id: number): Account {
  const account = world.accounts.get(id);
  if (!account) throw notFound();
  return account;
}

export function requireContact(world: World, id: number): Contact {
  const contact = world.contacts.get(id);
  if (!contact) throw notFound();
  return contact;
}

export function requireInbox(world: World, id: number): Inbox {
  const inbox = world.inboxes.get(id);
  if (!inbox) throw notFound();
  return inbox;
}

export function requireUser(world: World, id: number): User {
  const user = world.users.get(id);
  if (!user) throw notFound();
  return user;
}

/** An account's conversations. Those of a deleted contact wait for the background job and are not shown. */
export function conversationsOf(world: World, accountId: number): Conversation[] {
  return world.conversations.where((row) => row.account_id === accountId && world.contacts.has(row.contact_id));
}

export function requireConversation(world: World, accountId: number, displayId: number): Conversation {
  const conversation = world.conversations.find(
    (row) => row.account_id === accountId && row.display_id === displayId && world.contacts.has(row.contact_id),
  );
  if (!conversation) throw notFound();
  return conversation;
}

export function threadOf(world: World, conversation: Conversation): Message[] {
  return world.threads.get(conversation.id) ?? [];
}

export function roleOf(world: World, accountId: number, userId: number): Role | null {
  return membershipOf(world, accountId, userId)?.role ?? null;
}

export function membershipOf(world: World, accountId: number, userId: number) {
  return world.memberships.find((row) => row.account_id === accountId && row.user_id === userId);
}

export function membersOf(world: World, accountId: number) {
  return world.memberships.where((row) => row.account_id === accountId);
}
