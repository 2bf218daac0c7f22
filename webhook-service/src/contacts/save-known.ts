import type { Tx } from "../store/connect.ts";
import type { Change, ContactState, ConversationState, Known, MessageState } from "./state.ts";
import type { Version } from "./version.ts";

/** Who concluded a change. */
export type Actor = { kind: "delivery" } | { kind: "agent"; id: number; name: string } | { kind: "rule"; name: string };

export interface RecordedChange extends Change {
  actor: Actor;
  deliveryId: string | null;
}

/**
 * Writes what differs between two states of one contact, and the changes that lead from one to the other.
 * @returns the id of the last change, null where there is none
 */
export async function saveKnown(
  tx: Tx,
  tenantId: string,
  before: Known,
  after: Known,
  changes: readonly RecordedChange[],
  now: Date,
): Promise<string | null> {
  const { contact } = after;
  if (!contact) return null;
  if (contact !== before.contact || changes.length > 0)
    await saveContact(tx, tenantId, contact, changes.length > 0, now);
  await saveRows(
    tx,
    "inboxes",
    "tenant_id, id",
    differing(before.inboxes, after.inboxes).map(([id, inbox]) => ({
      tenant_id: tenantId,
      id: Number(id),
      name: inbox.name,
      channel_type: inbox.channelType,
    })),
  );
  await saveRows(
    tx,
    "channels",
    "tenant_id, inbox_id, source_id",
    differing(before.channels, after.channels).map(([, channel]) => ({
      tenant_id: tenantId,
      contact_id: contact.id,
      inbox_id: channel.inboxId,
      source_id: channel.sourceId,
      channel_type: channel.channelType,
      identifier: channel.identifier,
      username: channel.username,
    })),
  );
  await saveRows(
    tx,
    "conversations",
    "tenant_id, id",
    differing(before.conversations, after.conversations).map(([, row]) => conversationRow(tenantId, row)),
  );
  await saveRows(
    tx,
    "messages",
    "tenant_id, id",
    differing(before.messages, after.messages).map(([, row]) => messageRow(tenantId, contact.id, row)),
    // A message goes with its conversation, and that only under the lane of the contact that has it.
    ["contact_id"],
  );
  await moveMessages(tx, tenantId, before, after);
  return recordChanges(tx, tenantId, contact.id, changes, now);
}

/** Rows that are new or other than before, in one order for all writers, so that no two wait for each other. */
function differing<V>(before: Record<string, V>, after: Record<string, V>): [string, V][] {
  return Object.entries(after)
    .filter(([key, value]) => before[key] !== value)
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

/** The messages of conversations that were found under another contact follow them. */
async function moveMessages(tx: Tx, tenantId: string, before: Known, after: Known): Promise<void> {
  for (const { id, contactId } of Object.values(after.conversations)) {
    const known = before.conversations[id];
    if (!known || known.contactId === contactId) continue;
    await tx("messages").where({ tenant_id: tenantId, conversation_id: id }).update({ contact_id: contactId });
  }
}

async function saveContact(
  tx: Tx,
  tenantId: string,
  contact: ContactState,
  changed: boolean,
  now: Date,
): Promise<void> {
  const row = {
    id: contact.id,
    tenant_id: tenantId,
    chatwoot_id: contact.chatwootId,
    name: contact.name,
    email: contact.email,
    phone: contact.phone,
    identifier: contact.identifier,
    avatar_url: contact.avatarUrl,
    blocked: contact.blocked,
    source: JSON.stringify(contact.source),
    chatwoot_created_at: contact.createdAt,
    attributes: JSON.stringify(contact.attributes),
    tags: contact.tags,
    unknown: contact.unknown,
    stage: contact.stage.name,
    stage_since: contact.stage.since,
    gone: contact.gone,
    first_seen_at: contact.firstSeenAt,
    first_incoming_at: contact.firstIncomingAt,
    first_conversation: JSON.stringify(contact.firstConversation),
    history_complete: contact.historyComplete,
    last_activity_at: contact.lastActivityAt,
    core_version: rangeOf(contact.coreVersion),
    tags_version: rangeOf(contact.tagsVersion),
    checked_at: contact.checkedAt,
    updated_at: now,
  };
  const { id: _id, tenant_id: _tenant, ...updated } = row;
  await tx("contacts")
    .insert(row)
    .onConflict("id")
    .merge({ ...updated, ...(changed && { revision: tx.raw("contacts.revision + 1") }) });
}

function conversationRow(tenantId: string, conversation: ConversationState) {
  return {
    tenant_id: tenantId,
    id: conversation.id,
    contact_id: conversation.contactId,
    inbox_id: conversation.inboxId,
    channel_type: conversation.channelType,
    status: conversation.status,
    assignee: JSON.stringify(conversation.assignee),
    labels: conversation.labels,
    chatwoot_created_at: conversation.createdAt,
    last_activity_at: conversation.lastActivityAt,
    version: rangeOf(conversation.version),
  };
}

function messageRow(tenantId: string, contactId: string, message: MessageState) {
  return {
    tenant_id: tenantId,
    id: message.id,
    conversation_id: message.conversationId,
    contact_id: contactId,
    direction: message.direction,
    content: message.content,
    attachments: message.attachments,
    sender: JSON.stringify(message.sender),
    sent_at: message.sentAt,
    deleted: message.deleted,
    version: rangeOf(message.version),
  };
}

async function saveRows(tx: Tx, table: string, key: string, rows: Record<string, unknown>[], keeps: string[] = []) {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).filter((column) => !keeps.includes(column));
  await tx(table).insert(rows).onConflict(key.split(", ")).merge(columns);
}

async function recordChanges(
  tx: Tx,
  tenantId: string,
  contactId: string,
  changes: readonly RecordedChange[],
  now: Date,
): Promise<string | null> {
  if (changes.length === 0) return null;
  const rows = changes.map((change) => ({
    tenant_id: tenantId,
    contact_id: contactId,
    field: change.field,
    old: change.old === undefined ? null : JSON.stringify(change.old),
    new: change.new === undefined ? null : JSON.stringify(change.new),
    actor: JSON.stringify(change.actor),
    delivery_id: change.deliveryId,
    reason: change.reason,
    happened_at: change.happenedAt,
    recorded_at: now,
  }));
  const ids = await tx("changes").insert(rows).returning<{ id: string }[]>("id");
  return ids.at(-1)?.id ?? null;
}

function rangeOf(version: Version | null): string | null {
  return version ? `[${version.low},${version.high}]` : null;
}
