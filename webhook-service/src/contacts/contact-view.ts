import type { Attribute, Channel, Contact } from "@proppilot/shared-types";
import type { Tx } from "../store/connect.ts";
import { channelKindOf } from "./channel-identity.ts";
import { own } from "./same.ts";
import type { Json } from "./state.ts";

/** What Chatwoot says about an attribute key. */
export interface AttributeDefinition {
  key: string;
  label: string;
  type: Attribute["type"];
}

export type Definitions = ReadonlyMap<string, AttributeDefinition>;

interface ContactRow {
  id: string;
  chatwoot_id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  identifier: string | null;
  avatar_url: string | null;
  blocked: boolean | null;
  source: { kind: NonNullable<Contact["source"]>["kind"]; inboxId: number } | null;
  chatwoot_created_at: Date | null;
  attributes: Record<string, Json>;
  tags: string[];
  unknown: string[];
  stage: Contact["stage"];
  stage_since: Date;
  gone: boolean;
  last_activity_at: Date | null;
  checked_at: Date | null;
  updated_at: Date;
  revision: number;
  refreshing: boolean;
  channels: {
    inboxId: number;
    sourceId: string;
    channelType: string | null;
    identifier: string;
    username: string | null;
  }[];
  inboxes: Record<string, string>;
  provenance: Record<string, { at: string; by: { kind: string; name?: string } }>;
}

/** The contact as the panel shows it; null where the id is not one of this tenant. A merged contact shows its base. */
export async function contactView(
  tx: Tx,
  tenantId: string,
  contactId: string,
  definitions: Definitions,
): Promise<Contact | null> {
  const { rows } = await tx.raw<{ rows: ContactRow[] }>(
    `with recursive chain as (
       select id, merged_into, 1 as depth from contacts where tenant_id = :tenantId and id = :contactId
       union all
       select c.id, c.merged_into, chain.depth + 1
         from contacts c join chain on c.id = chain.merged_into where c.tenant_id = :tenantId and chain.depth < 32
     )
     select c.*,
       exists (select 1 from effects e where e.tenant_id = c.tenant_id and e.state = 'owed'
                and e.operation = 'read_contact:' || c.chatwoot_id) as refreshing,
       (select coalesce(json_agg(json_build_object('inboxId', h.inbox_id, 'sourceId', h.source_id,
                 'channelType', h.channel_type, 'identifier', h.identifier, 'username', h.username)
                 order by h.inbox_id, h.source_id), '[]')
          from channels h where h.tenant_id = c.tenant_id and h.contact_id = c.id) as channels,
       (select coalesce(json_object_agg(i.id, i.name), '{}') from inboxes i where i.tenant_id = c.tenant_id) as inboxes,
       (select coalesce(json_object_agg(substr(p.field, 12), json_build_object('at', p.happened_at, 'by', p.actor)), '{}')
          from (select distinct on (field collate "C") field, happened_at, actor from changes
                 where contact_id = c.id and tenant_id = c.tenant_id and field collate "C" ^@ 'attributes.'
                 order by field collate "C", id desc) p) as provenance
     from chain join contacts c on c.id = chain.id where chain.merged_into is null`,
    { tenantId, contactId },
  );
  const [row] = rows;
  return row ? viewOf(row, definitions) : null;
}

function viewOf(row: ContactRow, definitions: Definitions): Contact {
  const inboxName = (inboxId: number) => row.inboxes[String(inboxId)] ?? null;
  return {
    id: row.id,
    chatwootId: Number(row.chatwoot_id),
    name: row.name,
    email: row.email,
    phone: row.phone,
    identifier: row.identifier,
    avatarUrl: row.avatar_url,
    blocked: row.blocked,
    source: row.source && { ...row.source, inboxName: inboxName(row.source.inboxId) },
    createdAt: iso(row.chatwoot_created_at),
    lastActivityAt: iso(row.last_activity_at),
    stage: row.stage,
    stageSince: row.stage_since.toISOString(),
    tags: row.tags,
    channels: row.channels.map(
      (channel): Channel => ({
        ...channel,
        inboxName: inboxName(channel.inboxId),
        kind: channelKindOf(channel.channelType, channel.sourceId),
      }),
    ),
    attributes: attributesOf(row, definitions),
    unknown: [...row.unknown, ...(row.source ? [] : ["source"])],
    freshness: {
      updatedAt: row.updated_at.toISOString(),
      checkedAt: iso(row.checked_at),
      refreshing: row.refreshing,
      gone: row.gone,
    },
    revision: row.revision,
  };
}

function attributesOf(row: ContactRow, definitions: Definitions): Attribute[] {
  return Object.keys(row.attributes)
    .sort()
    .map((key) => {
      const definition = definitions.get(key);
      const provenance = own(row.provenance, key);
      return {
        key,
        label: definition?.label ?? labelOf(key),
        type: definition?.type ?? null,
        value: row.attributes[key] ?? null,
        // A value that came with the contact itself has no change of its own: it is as old as our knowledge.
        changedAt: provenance ? new Date(provenance.at).toISOString() : null,
        changedBy: provenance ? (provenance.by.name ?? "Chatwoot") : null,
      };
    });
}

/** `preferred_location` → `Preferred location`. */
function labelOf(key: string): string {
  const words = key.replace(/[_\-.]+/g, " ").trim();
  return words === "" ? key : words[0]?.toUpperCase() + words.slice(1);
}

function iso(time: Date | null): string | null {
  return time ? time.toISOString() : null;
}
