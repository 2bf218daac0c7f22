import { v7 as uuidv7 } from "uuid";
import type { ReadWish } from "../effects/read-wish.ts";
import { nextStage } from "../lifecycle/next-stage.ts";
import { applyChange } from "./apply-change.ts";
import { same } from "./same.ts";
import type { Change, ContactState, Instant, Json, Known } from "./state.ts";

/**
 * What interpreting one delivery has concluded so far: the state folded forward, the changes that lead there, the reads
 * that are wanted. Private to one interpretation; the `known` it began with is never touched.
 */
export interface Draft {
  known: Known;
  changes: Change[];
  wish: ReadWish | null;
  /** When what the delivery tells happened. */
  at: Instant;
  newId: () => string;
}

export function startDraft(known: Known, at: Instant, newId: () => string = uuidv7): Draft {
  return { known, changes: [], wish: null, at, newId };
}

/** Records one change and applies it; a value that is there already is no change. */
export function record(
  draft: Draft,
  field: string,
  old: Json | undefined,
  next: Json | undefined,
  reason: string,
): void {
  if (same(old, next)) return;
  const change: Change = { field, old, new: next, reason, happenedAt: draft.at };
  draft.changes.push(change);
  draft.known = applyChange(draft.known, change);
}

/** Moves watermarks: no change is recorded, since they say nothing that a change does not. */
export function touchContact(draft: Draft, marks: Partial<ContactState>): void {
  const { contact } = draft.known;
  if (!contact) return;
  const next = { ...contact, ...marks };
  if (!same(contact, next)) draft.known = { ...draft.known, contact: next };
}

/** Inboxes are named in passing; their name is shown beside a channel. */
export function noteInbox(draft: Draft, id: number, name: string, channelType: string | null, decides: boolean): void {
  const known = draft.known.inboxes[id];
  // A late webhook still has the old name: only a read renames.
  const next = { name: decides ? name : (known?.name ?? name), channelType: channelType ?? known?.channelType ?? null };
  if (!same(known, next)) draft.known = { ...draft.known, inboxes: { ...draft.known.inboxes, [id]: next } };
}

export function wishRead(draft: Draft, wish: Partial<ReadWish> & { reason: string }): void {
  const before = draft.wish;
  draft.wish = {
    reason: before?.reason ?? wish.reason,
    firstSight: (before?.firstSight ?? true) && (wish.firstSight ?? false),
    conversationIds: [...new Set([...(before?.conversationIds ?? []), ...(wish.conversationIds ?? [])])],
    messages: [...(before?.messages ?? []), ...(wish.messages ?? [])],
    suspects: [...new Set([...(before?.suspects ?? []), ...(wish.suspects ?? [])])],
  };
}

/** What follows from the facts: the stage and the channel of first contact. Called once, when all facts are in. */
export function concludeDraft(draft: Draft): void {
  const seen = draft.known.contact?.firstSeenAt;
  if (seen !== undefined && draft.at < seen) touchContact(draft, { firstSeenAt: draft.at });
  const { contact } = draft.known;
  if (!contact) return;
  const { because, ...stage } = nextStage(contact);
  record(draft, "stage", { ...contact.stage }, stage, because);
  if (contact.historyComplete && contact.firstConversation) {
    const { kind, inboxId } = contact.firstConversation;
    record(draft, "source", contact.source, { kind, inboxId }, "first_conversation");
  }
}
