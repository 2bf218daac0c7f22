import type { Conversation, ConversationPage } from "@proppilot/shared-types";
import * as z from "zod";
import { channelKindOf } from "../contacts/channel-identity.ts";
import { decodeCursor, encodeCursor } from "../http/cursor.ts";
import type { Tx } from "../store/connect.ts";
import { type Visibility, visibleConversations } from "../tenants/directory-visibility.ts";

export interface ConversationsOf {
  tenantId: string;
  contactId: string;
  chatwootUrl: string;
  accountId: number;
  visibility: Visibility;
}

interface ConversationRow {
  id: string;
  inbox_id: string;
  inbox_name: string | null;
  channel_type: string | null;
  source_id: string | null;
  status: Conversation["status"];
  assignee: Conversation["assignee"];
  labels: string[];
  chatwoot_created_at: Date | null;
  last_activity_at: Date | null;
  last_message: {
    id: number;
    direction: "incoming" | "outgoing";
    content: string | null;
    attachments: number;
    at: string;
  } | null;
}

const cursorSchema = z.object({ at: z.iso.datetime(), id: z.int() });
const excerptLength = 160;
// Conversations whose activity nothing told come last.
const activity = "coalesce(conversations.last_activity_at, 'epoch')";

/** A contact's conversations over all channels, the latest activity first, as far as the viewer may see them. */
export async function listConversations(
  tx: Tx,
  of: ConversationsOf,
  page: { cursor?: string | undefined; limit: number },
): Promise<ConversationPage> {
  const query = baseQuery(tx, of)
    .orderByRaw(`${activity} desc, conversations.id desc`)
    .limit(page.limit + 1);
  if (page.cursor !== undefined) {
    const after = decodeCursor(cursorSchema, page.cursor);
    query.whereRaw(`(${activity}, conversations.id) < (?::timestamptz, ?::bigint)`, [after.at, after.id]);
  }
  const rows: ConversationRow[] = await query;
  const items = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? items.at(-1) : undefined;
  return {
    items: items.map((row) => viewOf(row, of)),
    nextCursor: last
      ? encodeCursor({ at: (last.last_activity_at ?? new Date(0)).toISOString(), id: Number(last.id) })
      : null,
    hidden: await countHidden(tx, of),
  };
}

/** One conversation, null where the viewer may not see it. */
export async function conversationView(tx: Tx, of: ConversationsOf, id: number): Promise<Conversation | null> {
  const row: ConversationRow | undefined = await baseQuery(tx, of).where("conversations.id", id).first();
  return row ? viewOf(row, of) : null;
}

function baseQuery(tx: Tx, { tenantId, contactId, visibility }: ConversationsOf) {
  const query = tx("conversations")
    .leftJoin("inboxes", (join) => {
      join.on("inboxes.tenant_id", "conversations.tenant_id").andOn("inboxes.id", "conversations.inbox_id");
    })
    .where({ "conversations.tenant_id": tenantId, "conversations.contact_id": contactId })
    .select("conversations.*", "inboxes.name as inbox_name", {
      last_message: tx.raw(
        `(select json_build_object('id', m.id, 'direction', m.direction, 'attachments', m.attachments, 'at', m.sent_at,
            'content', case when m.deleted then null else left(m.content, 1000) end)
          from messages m where m.tenant_id = conversations.tenant_id and m.conversation_id = conversations.id
          order by m.id desc limit 1)`,
      ),
      // Under one class Twilio carries SMS and WhatsApp: the contact's id in that inbox tells which.
      source_id: tx.raw(
        `(select h.source_id from channels h where h.tenant_id = conversations.tenant_id
            and h.contact_id = conversations.contact_id and h.inbox_id = conversations.inbox_id limit 1)`,
      ),
    });
  return visibleConversations(query, visibility);
}

async function countHidden(tx: Tx, { tenantId, contactId, visibility }: ConversationsOf): Promise<number> {
  if (visibility.all) return 0;
  const own = () => tx("conversations").where({ tenant_id: tenantId, contact_id: contactId });
  const count = async (query: ReturnType<typeof own>) => Number((await query.count({ n: "*" }).first())?.n ?? 0);
  return (await count(own())) - (await count(visibleConversations(own(), visibility)));
}

function viewOf(row: ConversationRow, { chatwootUrl, accountId }: ConversationsOf): Conversation {
  const message = row.last_message;
  return {
    id: Number(row.id),
    inboxId: Number(row.inbox_id),
    inboxName: row.inbox_name,
    kind: channelKindOf(row.channel_type, row.source_id ?? undefined),
    status: row.status,
    assignee: row.assignee,
    labels: row.labels,
    createdAt: row.chatwoot_created_at?.toISOString() ?? null,
    lastActivityAt: row.last_activity_at?.toISOString() ?? null,
    lastMessage: message && {
      id: message.id,
      direction: message.direction,
      excerpt: excerptOf(message),
      attachments: message.attachments,
      at: new Date(message.at).toISOString(),
    },
    url: `${chatwootUrl}/app/accounts/${accountId}/conversations/${row.id}`,
  };
}

/** Before 4.13 outgoing text comes as rendered HTML (CONTRACT §1.6), whose tags are dropped. What customers write is text. */
function excerptOf({ direction, content }: { direction: string; content: string | null }): string {
  const words = direction === "outgoing" ? (content ?? "").replace(/<[^>]*>/g, " ") : (content ?? "");
  const text = words.replace(/\s+/g, " ").trim();
  return text.length > excerptLength ? `${text.slice(0, excerptLength - 1)}…` : text;
}
