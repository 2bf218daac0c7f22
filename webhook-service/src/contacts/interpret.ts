import {
  type ContactReadEvent,
  contactReadEvent,
  type MessagePayload,
  type WebhookEventName,
  type WebhookPayload,
  webhookEvents,
} from "@proppilot/shared-types";
import type { ReadWish } from "../effects/read-wish.ts";
import { concludeDraft, type Draft, noteInbox, startDraft, touchContact, wishRead } from "./draft.ts";
import { type ChangedAttributes, interpretContact, interpretTags, noteActivity } from "./interpret-contact.ts";
import { instantOf, interpretConversation } from "./interpret-conversation.ts";
import { interpretMessage } from "./interpret-message.ts";
import { interpretRead } from "./interpret-read.ts";
import type { Change, Known } from "./state.ts";
import { microsecondsOf, pointVersion } from "./version.ts";

/** What interpreting needs to know of a delivery besides its body. */
export interface InterpretedDelivery {
  event: string;
  body: unknown;
  receivedAt: Date;
}

export interface Interpretation {
  known: Known;
  changes: Change[];
  wish: ReadWish | null;
  /** The contact was merged away in Chatwoot: what is known of it belongs to that Chatwoot id from now on. */
  mergedInto: number | null;
  outcome: { state: "done" } | { state: "ignored"; reason: IgnoredReason };
}

export type IgnoredReason = "no_difference" | "not_in_chatwoot" | "merged_away" | "unknown_form" | "activity_message";

/**
 * What a delivery means, given what is known: pure, so that a replay is the same call again and a dry run one whose
 * result is thrown away. A delivery that says nothing new yields no change.
 */
export function interpret(known: Known, delivery: InterpretedDelivery, newId?: () => string): Interpretation {
  const draft = startDraft(known, delivery.receivedAt.toISOString(), newId);
  if (delivery.event === "contact_read") {
    const read = contactReadEvent.safeParse(delivery.body);
    return read.success ? interpretContactRead(draft, read.data) : ignored(known, "unknown_form");
  }
  if (!Object.hasOwn(webhookEvents, delivery.event)) return ignored(known, "unknown_form");
  const event = delivery.event as WebhookEventName;
  const parsed = webhookEvents[event].safeParse(delivery.body);
  if (!parsed.success) return ignored(known, "unknown_form");
  if (event === "contact_created" || event === "contact_updated") {
    contactEvent(draft, event, parsed.data as WebhookPayload<typeof event>);
  } else if (event === "message_created" || event === "message_updated") {
    const message = parsed.data as MessagePayload;
    if (message.message_type === "activity") return ignored(known, "activity_message");
    messageEvent(draft, message);
  } else {
    const conversation = parsed.data as WebhookPayload<typeof event>;
    accompanyingContact(draft, conversation.meta.sender);
    interpretConversation(draft, { payload: conversation });
  }
  // Webhooks tell little of a contact: neither tags nor since when it is there, nor what went before.
  if (!known.contact && draft.known.contact) wishRead(draft, { reason: "first_sight", firstSight: true });
  return concluded(draft, known);
}

function contactEvent(
  draft: Draft,
  event: "contact_created" | "contact_updated",
  payload: WebhookPayload<"contact_updated">,
): void {
  const changed: ChangedAttributes = Object.assign({}, ...(payload.changed_attributes ?? []));
  const microseconds = microsecondsOf(changed.updated_at?.current_value);
  const version = microseconds === null ? null : pointVersion(microseconds);
  if (microseconds !== null) draft.at = new Date(microseconds / 1000).toISOString();
  interpretContact(draft, { payload, version, ...(event === "contact_updated" && { changed }) });
  // Who is there when a contact is made sees its first conversation too.
  if (event === "contact_created") touchContact(draft, { historyComplete: true });
  const labels = changed.label_list?.current_value;
  if (Array.isArray(labels))
    interpretTags(
      draft,
      labels.filter((label) => typeof label === "string"),
      version,
    );
  const activity = microsecondsOf(changed.last_activity_at?.current_value);
  if (activity !== null) noteActivity(draft, new Date(activity / 1000).toISOString());
}

function messageEvent(draft: Draft, payload: MessagePayload): void {
  const { conversation } = payload;
  accompanyingContact(draft, conversation.meta.sender);
  if (payload.inbox?.name) {
    const channelType = conversation.channel ?? conversation.meta.channel ?? null;
    noteInbox(draft, payload.inbox.id, payload.inbox.name, channelType, false);
  }
  interpretConversation(draft, { payload: conversation });
  // The conversation's copy of the message says the same with a version, and as plain text in all versions of Chatwoot.
  if (conversation.messages?.some((message) => message.id === payload.id)) return;
  interpretMessage(draft, {
    message: { ...payload, sentAt: wholeSecond(payload.created_at) ?? draft.at },
    conversationId: conversation.id,
    direction: payload.message_type === "incoming" ? "incoming" : "outgoing",
    version: null,
  });
}

/** Copies of a message know whole seconds only (CONTRACT §1.6): all are kept at that, whichever comes first. */
function wholeSecond(time: string | number): string | null {
  return instantOf(typeof time === "number" ? time : Math.floor((microsecondsOf(time) ?? 0) / 1_000_000));
}

/** A snapshot without a version: it makes the contact known, and asks where it contradicts. */
function accompanyingContact(draft: Draft, payload: MessagePayload["conversation"]["meta"]["sender"]): void {
  // Through a merge Chatwoot's older bodies may still name the contact that is no more.
  if (draft.known.contact && draft.known.contact.chatwootId !== payload.id) return;
  interpretContact(draft, { payload, version: null });
}

function interpretContactRead(draft: Draft, read: ContactReadEvent): Interpretation {
  const before = draft.known;
  if (!read.contact && !before.contact) return ignored(before, "not_in_chatwoot");
  // An id that was merged away: what Chatwoot says of it says nothing of its base.
  if (before.contact && before.contact.chatwootId !== read.contactId) return ignored(before, "merged_away");
  interpretRead(draft, read);
  return { ...concluded(draft, before), mergedInto: read.contact ? null : read.mergedInto };
}

function concluded(draft: Draft, before: Known): Interpretation {
  concludeDraft(draft);
  const changed = draft.changes.length > 0 || draft.wish !== null || draft.known !== before;
  return {
    known: draft.known,
    changes: draft.changes,
    wish: draft.wish,
    mergedInto: null,
    outcome: changed ? { state: "done" } : { state: "ignored", reason: "no_difference" },
  };
}

function ignored(known: Known, reason: IgnoredReason): Interpretation {
  return { known, changes: [], wish: null, mergedInto: null, outcome: { state: "ignored", reason } };
}
