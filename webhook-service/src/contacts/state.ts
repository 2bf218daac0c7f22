import type { ChannelKind, Stage } from "@proppilot/shared-types";
import type { Version } from "./version.ts";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Times are ISO 8601 UTC strings throughout, so that states can be compared and stored as they are. */
export type Instant = string;

export interface ContactState {
  id: string;
  chatwootId: number;
  name: string | null;
  email: string | null;
  phone: string | null;
  identifier: string | null;
  avatarUrl: string | null;
  blocked: boolean | null;
  source: { kind: ChannelKind; inboxId: number } | null;
  createdAt: Instant | null;
  attributes: Record<string, Json>;
  tags: string[];
  /** Fields that nothing has told us yet. */
  unknown: string[];
  stage: { name: Stage; since: Instant };
  gone: boolean;
  // Watermarks: they move without a change.
  firstSeenAt: Instant;
  firstIncomingAt: Instant | null;
  firstConversation: { at: Instant; id: number; kind: ChannelKind; inboxId: number } | null;
  historyComplete: boolean;
  lastActivityAt: Instant | null;
  coreVersion: Version | null;
  tagsVersion: Version | null;
  checkedAt: Instant | null;
}

export interface ChannelState {
  inboxId: number;
  sourceId: string;
  channelType: string | null;
  identifier: string;
  username: string | null;
}

export interface ConversationState {
  id: number;
  /** Panel id of the contact that it belongs to as far as we know. */
  contactId: string;
  inboxId: number;
  channelType: string | null;
  status: string;
  assignee: { id: number; name: string } | null;
  labels: string[];
  createdAt: Instant | null;
  lastActivityAt: Instant | null;
  version: Version | null;
}

export interface MessageState {
  id: number;
  conversationId: number;
  direction: "incoming" | "outgoing";
  content: string | null;
  attachments: number;
  sender: { id: number; name: string | null; kind: string } | null;
  sentAt: Instant;
  deleted: boolean;
  version: Version | null;
}

/** What a lane knows about its contact before a delivery is interpreted: loaded once, then folded forward. */
export interface Known {
  contact: ContactState | null;
  channels: Record<string, ChannelState>;
  conversations: Record<number, ConversationState>;
  messages: Record<number, MessageState>;
  inboxes: Record<number, { name: string; channelType: string | null }>;
  /** Chatwoot ids of the other contacts that hold one of the conversations above. */
  holders: Record<string, number>;
}

/** One fact that was concluded. `undefined` means: was not there, or is there no longer. */
export interface Change {
  /** name, tags.vip, attributes.budget, channels.4:+4477…, conversations.12.status, messages.99 … */
  field: string;
  old: Json | undefined;
  new: Json | undefined;
  reason: string;
  happenedAt: Instant;
}

export function nothingKnown(): Known {
  return { contact: null, channels: {}, conversations: {}, messages: {}, inboxes: {}, holders: {} };
}

export function channelKey(channel: { inboxId: number; sourceId: string }): string {
  return `${channel.inboxId}:${channel.sourceId}`;
}
