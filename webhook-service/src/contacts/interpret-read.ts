import type { ContactReadEvent } from "@proppilot/shared-types";
import { type Draft, noteInbox, record, touchContact } from "./draft.ts";
import { interpretContact, interpretTags, makeKnown, noteActivity } from "./interpret-contact.ts";
import { instantOf, interpretConversation, interpretEmbedded, recordChannel } from "./interpret-conversation.ts";
import { same } from "./same.ts";
import type { Version } from "./version.ts";

/**
 * Brings in what REST answered. Nothing that we learnt came in between (the basis is still what we know): the read began
 * after all that, so it is newer, whatever the clocks say.
 */
export function interpretRead(draft: Draft, read: ContactReadEvent): void {
  const { contact } = draft.known;
  const coreIsNewer = isNewer(contact?.coreVersion ?? null, read.coreBasis, contact !== null);
  if (!read.contact) {
    if (read.mergedInto === null && coreIsNewer) record(draft, "gone", contact?.gone ?? false, true, "not_in_chatwoot");
    touchContact(draft, { checkedAt: draft.at, coreVersion: read.readAt });
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
  noteInboxes(draft, read);
  for (const conversation of read.conversations) {
    const known = draft.known.conversations[conversation.id]?.version ?? null;
    const basis = read.conversationBases[String(conversation.id)];
    const surelyNewer = basis !== undefined && isNewer(known, basis, known !== null);
    interpretConversation(draft, { payload: conversation, fallbackVersion: read.readAt, surelyNewer });
  }
  for (const message of read.messages) interpretEmbedded(draft, message, message.conversation_id, true);
  touchContact(draft, {
    checkedAt: draft.at,
    historyComplete: (draft.known.contact?.historyComplete ?? false) || read.complete,
  });
}

function isNewer(known: Version | null, basis: Version | null, isKnown: boolean): boolean {
  return isKnown && same(known, basis);
}

function noteInboxes(draft: Draft, read: ContactReadEvent): void {
  for (const { source_id, inbox } of read.contact?.contact_inboxes ?? []) {
    const channelType = inbox.channel_type ?? null;
    recordChannel(draft, inbox.id, source_id, channelType, read.contact?.additional_attributes);
    if (inbox.name) noteInbox(draft, inbox.id, inbox.name, channelType);
  }
}
