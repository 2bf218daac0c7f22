import type { ChannelKind, ConversationPayload, EmbeddedMessage } from "@proppilot/shared-types";
import { channelIdentity, channelKindOf } from "./channel-identity.ts";
import { type Draft, record, touchContact, wishRead } from "./draft.ts";
import { noteActivity } from "./interpret-contact.ts";
import { interpretMessage } from "./interpret-message.ts";
import { same } from "./same.ts";
import { type ConversationState, channelKey, type Instant, type Json } from "./state.ts";
import { compareVersions, laterVersion, microsecondsOf, pointVersion, type Version, versionAfter } from "./version.ts";

export interface ConversationSnapshot {
  payload: ConversationPayload;
  /** Used where the body has no version of its own (before 4.1: CONTRACT §1.6). */
  fallbackVersion?: Version | null;
  surelyNewer?: boolean;
  /** Chatwoot itself lists it under this contact just now: that decides whose it is. */
  listed?: boolean;
}

const comparedFields = ["inboxId", "channelType", "status", "assignee", "labels"] as const;

/** Brings in a conversation, the channel it runs over, and the last message that its body carries. */
export function interpretConversation(draft: Draft, snapshot: ConversationSnapshot): void {
  const { contact } = draft.known;
  if (!contact || contact.gone) return;
  const { payload } = snapshot;
  interpretChannel(draft, payload);
  const kind = channelKindOf(channelTypeOf(payload), sourceIdOf(draft, payload));
  const incoming = conversationOf(payload, contact.id, snapshot.fallbackVersion ?? null);
  const known = draft.known.conversations[incoming.id];
  if (known && known.contactId !== contact.id && snapshot.listed) {
    record(draft, `conversations.${known.id}.contactId`, known.contactId, contact.id, "listed_by_chatwoot");
    updateConversation(draft, { ...known, contactId: contact.id }, incoming, snapshot.surelyNewer ?? false);
  } else if (known && known.contactId !== contact.id) {
    // A conversation changes hands only when Chatwoot merges contacts, and says so to nobody (CONTRACT §3.6).
    const holder = draft.known.holders[known.contactId];
    const suspects = holder === undefined ? [] : [holder];
    wishRead(draft, { reason: "conversation_changed_hands", conversationIds: [incoming.id], suspects });
  } else if (!known) {
    record(draft, `conversations.${incoming.id}`, undefined, incoming as unknown as Json, "first_seen");
  } else {
    updateConversation(draft, known, incoming, snapshot.surelyNewer ?? false);
  }
  noteFirstConversation(draft, incoming, kind);
  noteActivity(draft, incoming.lastActivityAt);
  const last = payload.last_non_activity_message;
  for (const message of [...(payload.messages ?? []), ...(last ? [last] : [])]) {
    interpretEmbedded(draft, message, incoming.id);
  }
}

function updateConversation(
  draft: Draft,
  known: ConversationState,
  incoming: ConversationState,
  surelyNewer: boolean,
): void {
  const differing = comparedFields.filter((field) => !same(known[field], incoming[field]));
  const order = surelyNewer ? "newer" : compareVersions(known.version, incoming.version);
  if (differing.length > 0 && order === "unclear") {
    wishRead(draft, { reason: "order_unclear", conversationIds: [known.id] });
  }
  if (order === "newer") {
    for (const field of differing) {
      record(draft, `conversations.${known.id}.${field}`, known[field], incoming[field], "chatwoot_says");
    }
  }
  const current = draft.known.conversations[known.id] ?? known;
  const settled = order === "newer" || differing.length === 0;
  const next: ConversationState = {
    ...current,
    createdAt: current.createdAt ?? incoming.createdAt,
    lastActivityAt: laterInstant(current.lastActivityAt, incoming.lastActivityAt),
    version: settled
      ? (order === "newer" ? versionAfter : laterVersion)(current.version, incoming.version)
      : current.version,
  };
  if (!same(current, next)) {
    draft.known = { ...draft.known, conversations: { ...draft.known.conversations, [known.id]: next } };
  }
}

function conversationOf(payload: ConversationPayload, contactId: string, fallback: Version | null): ConversationState {
  // Ids of bots and of agents overlap: an assigned bot is nobody of the team.
  const isBot = payload.meta.assignee_type === "AgentBot" || payload.meta.assignee?.type === "agent_bot";
  const assignee = isBot ? null : payload.meta.assignee;
  const activity = payload.last_activity_at ?? payload.timestamp ?? null;
  return {
    id: payload.id,
    contactId,
    inboxId: payload.inbox_id,
    channelType: channelTypeOf(payload),
    status: payload.status,
    assignee: assignee ? { id: assignee.id, name: assignee.name ?? assignee.available_name ?? "" } : null,
    labels: [...new Set(payload.labels ?? [])].sort(),
    createdAt: instantOf(payload.created_at),
    lastActivityAt: instantOf(activity),
    version: versionOf(payload) ?? fallback,
  };
}

/** `updated_at` changes with the row; before it was sent, the last activity orders states, if more coarsely. */
function versionOf(payload: ConversationPayload): Version | null {
  const seconds = payload.updated_at ?? payload.last_activity_at ?? payload.timestamp;
  return seconds ? pointVersion(Math.round(seconds * 1_000_000)) : null;
}

function interpretChannel(draft: Draft, payload: ConversationPayload): void {
  const inbox = payload.contact_inbox;
  if (!inbox) return;
  recordChannel(draft, {
    inboxId: inbox.inbox_id,
    sourceId: inbox.source_id,
    channelType: channelTypeOf(payload),
    additional: payload.meta.sender.additional_attributes,
    decides: false,
  });
}

function channelTypeOf(payload: ConversationPayload): string | null {
  return payload.channel ?? payload.meta.channel ?? null;
}

/** REST leaves the contact's id in the channel out of a conversation; then the contact's own channels tell it. */
function sourceIdOf(draft: Draft, payload: ConversationPayload): string | undefined {
  const known = Object.values(draft.known.channels).find((channel) => channel.inboxId === payload.inbox_id);
  return payload.contact_inbox?.source_id ?? known?.sourceId;
}

interface SeenChannel {
  inboxId: number;
  sourceId: string;
  channelType: string | null;
  additional: Record<string, Json> | null | undefined;
  /** Newer than what is known; otherwise it only fills gaps. */
  decides: boolean;
}

/** One channel identifier of the contact; a username once learnt is not lost by a body that leaves it out. */
export function recordChannel(
  draft: Draft,
  { inboxId, sourceId, channelType, additional, decides }: SeenChannel,
): void {
  const identity = channelIdentity(inboxId, sourceId, channelType, additional);
  const known = draft.known.channels[channelKey(identity)];
  const [first, second] = decides ? [identity, known] : [known, identity];
  const next = {
    ...identity,
    channelType: channelType ?? known?.channelType ?? null,
    username: first?.username ?? second?.username ?? null,
  };
  if (identity.username && next.username !== identity.username) wishRead(draft, { reason: "order_unclear" });
  record(
    draft,
    `channels.${channelKey(identity)}`,
    known as Json | undefined,
    next as unknown as Json,
    "chatwoot_says",
  );
}

function noteFirstConversation(
  draft: Draft,
  { id, createdAt: at, inboxId }: ConversationState,
  kind: ChannelKind,
): void {
  const first = draft.known.contact?.firstConversation;
  if (at === null || (first && (first.at < at || (first.at === at && first.id < id)))) return;
  touchContact(draft, { firstConversation: { at, id, kind, inboxId } });
}

export function interpretEmbedded(
  draft: Draft,
  message: EmbeddedMessage,
  conversationId: number,
  surelyNewer = false,
): void {
  const incoming = message.message_type === 0;
  if (message.message_type === 2 || message.private) return;
  const updatedAt = microsecondsOf(message.updated_at);
  interpretMessage(draft, {
    message: { ...message, sentAt: instantOf(message.created_at) ?? draft.at },
    conversationId,
    direction: incoming ? "incoming" : "outgoing",
    version: updatedAt === null ? null : pointVersion(updatedAt),
    surelyNewer,
  });
}

export function instantOf(seconds: number | null | undefined): Instant | null {
  return seconds ? new Date(Math.round(seconds * 1000)).toISOString() : null;
}

function laterInstant(left: Instant | null, right: Instant | null): Instant | null {
  if (left === null || right === null) return left ?? right;
  return left > right ? left : right;
}
