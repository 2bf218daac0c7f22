import type { Tx } from "../store/connect.ts";
import type { ReferencedIds } from "./referenced-ids.ts";
import {
  type ChannelState,
  type ContactState,
  type ConversationState,
  channelKey,
  type Known,
  type MessageState,
} from "./state.ts";

/**
 * Loads what a batch of deliveries of one contact may touch, in one round trip. Every time leaves the database as an ISO
 * string with ms and every version as a span, so that states compare as plain JSON.
 * @param contactId the contact's own row, after merges were followed; null where it is not known yet
 */
export async function loadKnown(
  tx: Tx,
  tenantId: string,
  contactId: string | null,
  ids: ReferencedIds,
): Promise<Known> {
  const { rows } = await tx.raw<{ rows: [LoadedRow] }>(
    `select
       (select ${contactJson} from contacts c where c.tenant_id = :tenantId and c.id = :contactId) as contact,
       (select coalesce(json_agg(${channelJson}), '[]') from channels h
         where h.tenant_id = :tenantId and h.contact_id = :contactId) as channels,
       (select coalesce(json_agg(${conversationJson}), '[]') from conversations v
         where v.tenant_id = :tenantId and v.id = any(:conversations)) as conversations,
       (select coalesce(json_agg(${messageJson}), '[]') from messages m
         where m.tenant_id = :tenantId and m.id = any(:messages)) as messages,
       (select coalesce(json_agg(json_build_object('id', i.id, 'name', i.name, 'channelType', i.channel_type)), '[]')
          from inboxes i where i.tenant_id = :tenantId) as inboxes,
       (select coalesce(json_agg(json_build_object('id', o.id, 'chatwootId', o.chatwoot_id)), '[]') from contacts o
         where o.tenant_id = :tenantId and o.id <> :contactId and o.id in
           (select v.contact_id from conversations v where v.tenant_id = :tenantId and v.id = any(:conversations))) as holders`,
    {
      tenantId,
      contactId: contactId ?? "00000000-0000-0000-0000-000000000000",
      conversations: ids.conversations,
      messages: ids.messages,
    },
  );
  const [row] = rows;
  return {
    contact: row.contact,
    channels: Object.fromEntries(row.channels.map((channel) => [channelKey(channel), channel])),
    conversations: Object.fromEntries(row.conversations.map((conversation) => [conversation.id, conversation])),
    messages: Object.fromEntries(row.messages.map((message) => [message.id, message])),
    inboxes: Object.fromEntries(row.inboxes.map(({ id, ...inbox }) => [id, inbox])),
    holders: Object.fromEntries(row.holders.map(({ id, chatwootId }) => [id, chatwootId])),
  };
}

interface LoadedRow {
  contact: ContactState | null;
  channels: ChannelState[];
  conversations: ConversationState[];
  messages: MessageState[];
  inboxes: { id: number; name: string; channelType: string | null }[];
  holders: { id: string; chatwootId: number }[];
}

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
// int8range is half open: a point [v, v] is kept as [v, v+1).
const version = (column: string) =>
  `case when ${column} is null then null else json_build_object('low', lower(${column}), 'high', upper(${column}) - 1) end`;

const contactJson = `json_build_object(
  'id', c.id, 'chatwootId', c.chatwoot_id, 'name', c.name, 'email', c.email, 'phone', c.phone,
  'identifier', c.identifier, 'avatarUrl', c.avatar_url, 'blocked', c.blocked, 'source', c.source,
  'createdAt', ${instant("c.chatwoot_created_at")}, 'attributes', c.attributes, 'tags', c.tags, 'unknown', c.unknown,
  'stage', json_build_object('name', c.stage, 'since', ${instant("c.stage_since")}), 'gone', c.gone,
  'firstSeenAt', ${instant("c.first_seen_at")}, 'firstIncomingAt', ${instant("c.first_incoming_at")},
  'firstConversation', c.first_conversation, 'historyComplete', c.history_complete,
  'lastActivityAt', ${instant("c.last_activity_at")}, 'coreVersion', ${version("c.core_version")},
  'tagsVersion', ${version("c.tags_version")}, 'checkedAt', ${instant("c.checked_at")})`;

const channelJson = `json_build_object('inboxId', h.inbox_id, 'sourceId', h.source_id, 'channelType', h.channel_type,
  'identifier', h.identifier, 'username', h.username)`;

const conversationJson = `json_build_object('id', v.id, 'contactId', v.contact_id, 'inboxId', v.inbox_id,
  'channelType', v.channel_type, 'status', v.status, 'assignee', v.assignee, 'labels', v.labels,
  'createdAt', ${instant("v.chatwoot_created_at")}, 'lastActivityAt', ${instant("v.last_activity_at")},
  'version', ${version("v.version")})`;

const messageJson = `json_build_object('id', m.id, 'conversationId', m.conversation_id, 'direction', m.direction,
  'content', m.content, 'attachments', m.attachments, 'sender', m.sender, 'sentAt', ${instant("m.sent_at")},
  'deleted', m.deleted, 'version', ${version("m.version")})`;
