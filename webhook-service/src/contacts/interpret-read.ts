import type { ContactReadEvent } from "@proppilot/shared-types";
import { type Draft, noteInbox, record, touchContact, wishRead } from "./draft.ts";
import { interpretContact, interpretTags, makeKnown, noteActivity } from "./interpret-contact.ts";
import { instantOf, interpretConversation, interpretEmbedded, recordChannel } from "./interpret-conversation.ts";
import { same } from "./same.ts";
import { type Version, versionAfter } from "./version.ts";

/**
 * Brings in what REST answered. Nothing that we learnt came in between (the basis is still what we know): the read began
 * after all that, so it is newer, whatever the clocks say.
 */
export function interpretRead(draft: Draft, read: ContactReadEvent): void {
  const { contact } = draft.known;
  const coreIsNewer = isNewer(contact?.coreVersion ?? null, read.coreBasis, contact !== null);
  if (!read.contact) {
    touchContact(draft, { checkedAt: draft.at });
    if (read.mergedInto !== null) return;
    if (!coreIsNewer) {
      wishRead(draft, { reason: "order_unclear" });
      return;
    }
    record(draft, "gone", contact?.gone ?? false, true, "not_in_chatwoot");
    touchContact(draft, { coreVersion: versionAfter(contact?.coreVersion ?? null, read.readAt) });
    return;
  }
  const tagsAreNewer = isNewer(contact?.tagsVersion ?? null, read.tagsBasis, contact !== null);
  if (contact?.gone && coreIsNewer) record(draft, "gone", true, false, "chatwoot_says");
  interpretContact(draft, { payload: read.contact, version: read.readAt, surelyNewer: coreIsNewer });
  if (read.labels) interpretTags(draft, read.labels, read.readAt, tagsAreNewer);
  const createdAt = instantOf(read.contact.created_at);
  if (createdAt) {
    record(draft, "createdAt", draft.known.contact?.createdAt ?? null, createdAt, "chatwoot_says");
    makeKnown(draft, "createdAt");
  }
  noteActivity(draft, instantOf(read.contact.last_activity_at));
  noteInboxes(draft, read, coreIsNewer || contact === null);
  for (const conversation of read.conversations) {
    const known = draft.known.conversations[conversation.id];
    const basis = read.conversationBases[String(conversation.id)];
    const surelyNewer = basis !== undefined && isNewer(known?.version ?? null, basis, known !== undefined);
    interpretConversation(draft, { payload: conversation, fallbackVersion: read.readAt, surelyNewer, listed: true });
  }
  for (const message of read.messages) {
    const known = draft.known.messages[message.id];
    const basis = read.messageBases[String(message.id)];
    const surelyNewer = basis !== undefined && isNewer(known?.version ?? null, basis, known !== undefined);
    interpretEmbedded(draft, message, message.conversation_id, surelyNewer);
  }
  touchContact(draft, {
    checkedAt: draft.at,
    historyComplete: (draft.known.contact?.historyComplete ?? false) || read.complete,
  });
}

function isNewer(known: Version | null, basis: Version | null, isKnown: boolean): boolean {
  return isKnown && same(known, basis);
}

function noteInboxes(draft: Draft, read: ContactReadEvent, decides: boolean): void {
  for (const { source_id, inbox } of read.contact?.contact_inboxes ?? []) {
    const channelType = inbox.channel_type ?? null;
    const additional = read.contact?.additional_attributes;
    recordChannel(draft, { inboxId: inbox.id, sourceId: source_id, channelType, additional, decides });
    if (inbox.name) noteInbox(draft, inbox.id, inbox.name, channelType, true);
  }
}
