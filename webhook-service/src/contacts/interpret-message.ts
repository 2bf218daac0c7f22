import { type Draft, record, touchContact, wishRead } from "./draft.ts";
import { noteActivity } from "./interpret-contact.ts";
import { same } from "./same.ts";
import type { Instant, Json, MessageState } from "./state.ts";
import { compareVersions, laterVersion, type Version } from "./version.ts";

export interface MessageSnapshot {
  message: {
    id: number;
    content?: string | null;
    content_attributes?: Record<string, Json> | null;
    attachments?: unknown[] | null;
    sender?: { id: number; name?: string | null; type?: string | null } | null;
    sentAt: Instant;
  };
  conversationId: number;
  direction: MessageState["direction"];
  version: Version | null;
  surelyNewer?: boolean;
}

/** Brings in one message that a contact sent or got. Private notes and activity lines never come here. */
export function interpretMessage(draft: Draft, snapshot: MessageSnapshot): void {
  const { contact } = draft.known;
  if (!contact || contact.gone) return;
  const incoming = messageOf(snapshot);
  const known = draft.known.messages[incoming.id];
  if (!known) {
    const { conversationId, direction, sentAt } = incoming;
    draftAt(draft, sentAt, () =>
      record(draft, `messages.${incoming.id}`, undefined, { conversationId, direction }, "message_seen"),
    );
    putMessage(draft, incoming);
  } else {
    updateMessage(draft, known, incoming, snapshot.surelyNewer ?? false);
  }
  noteActivity(draft, incoming.sentAt);
  if (incoming.direction === "incoming") {
    const first = contact.firstIncomingAt;
    if (first === null || incoming.sentAt < first) touchContact(draft, { firstIncomingAt: incoming.sentAt });
  }
}

function updateMessage(draft: Draft, known: MessageState, incoming: MessageState, surelyNewer: boolean): void {
  // Chatwoot has no way to take a deletion back: whoever still has the text is late.
  if (known.deleted && !incoming.deleted) return;
  const edited = !sameText(known.content, incoming.content) || known.deleted !== incoming.deleted;
  const order = surelyNewer ? "newer" : compareVersions(known.version, incoming.version);
  if (!edited) {
    putMessage(draft, { ...known, version: laterVersion(known.version, incoming.version) });
    return;
  }
  if (order === "unclear") {
    const messages = [{ conversationId: known.conversationId, messageId: known.id }];
    wishRead(draft, { reason: "order_unclear", messages });
  }
  if (order !== "newer") return;
  const field = incoming.deleted && !known.deleted ? "deleted" : "edited";
  const { conversationId } = known;
  record(draft, `messages.${known.id}.${field}`, undefined, { conversationId }, "chatwoot_says");
  putMessage(draft, { ...incoming, sentAt: known.sentAt, sender: incoming.sender ?? known.sender });
}

/**
 * Before 4.13 the text of one message comes rendered as HTML or raw, with or without trailing line ends, depending on
 * where it stands (CONTRACT §1.6): that is no edit.
 */
function sameText(left: string | null, right: string | null): boolean {
  return left === right || plainText(left ?? "") === plainText(right ?? "");
}

function plainText(text: string): string {
  return text
    .replace(/<[^>]*>|\\(?=\n)/g, " ")
    .replace(/&(amp|lt|gt|quot|#39);/g, " ")
    .replace(/[&<>"']|\s+/g, " ")
    .replace(/ +/g, " ")
    .trim();
}

function messageOf({ message, conversationId, direction, version }: MessageSnapshot): MessageState {
  const sender = message.sender;
  return {
    id: message.id,
    conversationId,
    direction,
    content: message.content ?? null,
    attachments: message.attachments?.length ?? 0,
    // A contact as sender has no type: the direction tells (CONTRACT §1.5).
    sender: sender
      ? {
          id: sender.id,
          name: sender.name ?? null,
          kind: direction === "incoming" ? "contact" : (sender.type ?? "user"),
        }
      : null,
    sentAt: message.sentAt,
    deleted: message.content_attributes?.deleted === true,
    version,
  };
}

function putMessage(draft: Draft, message: MessageState): void {
  if (same(draft.known.messages[message.id], message)) return;
  draft.known = { ...draft.known, messages: { ...draft.known.messages, [message.id]: message } };
}

function draftAt(draft: Draft, at: Instant, work: () => void): void {
  const before = draft.at;
  draft.at = at;
  work();
  draft.at = before;
}
