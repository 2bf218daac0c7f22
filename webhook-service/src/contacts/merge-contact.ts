import { v7 as uuidv7 } from "uuid";
import type { ReadWish } from "../effects/read-wish.ts";
import type { LockedContact } from "../lanes/lock-contact.ts";
import type { Tx } from "../store/connect.ts";
import { movingTables } from "./personal-data.ts";
import type { ContactState } from "./state.ts";

export interface Merged {
  /** The contact that is left. */
  contactId: string;
  chatwootId: number;
  changeId: string | null;
  wish: ReadWish;
}

/**
 * Follows a merge that Chatwoot made (CONTRACT §3.6). Base unknown to us: the contact lives on under the base's Chatwoot
 * id. Base known: conversations, messages and channels move to it, and the mergee's id points there for ever. Both lanes
 * are locked by the caller. What the base looks like now, a read will tell.
 */
export async function mergeContact(
  tx: Tx,
  tenantId: string,
  mergee: ContactState,
  base: LockedContact,
  deliveryId: string | null,
  now: Date,
): Promise<Merged> {
  const wish: ReadWish = { reason: "merged", firstSight: false, conversationIds: [], messages: [], suspects: [] };
  const change = {
    tenant_id: tenantId,
    actor: JSON.stringify({ kind: "delivery" }),
    delivery_id: deliveryId,
    reason: "merged_in_chatwoot",
    happened_at: now,
    recorded_at: now,
  };
  if (base.id === null) {
    await tx("contacts")
      .where({ tenant_id: tenantId, id: mergee.id })
      .update({
        chatwoot_id: base.chatwootId,
        gone: false,
        core_version: null,
        revision: tx.raw("revision + 1"),
        updated_at: now,
      });
    await leavePointer(tx, tenantId, mergee, now);
    const fact = { field: "chatwootId", old: String(mergee.chatwootId), new: String(base.chatwootId) };
    const [row] = await tx("changes")
      .insert({ ...change, ...fact, contact_id: mergee.id })
      .returning<{ id: string }[]>("id");
    return { contactId: mergee.id, chatwootId: base.chatwootId, changeId: row?.id ?? null, wish };
  }
  if (base.id === mergee.id) return { contactId: mergee.id, chatwootId: base.chatwootId, changeId: null, wish };
  // One change a conversation, so that whoever looks at the base is told of what moved in.
  await tx.raw(
    `insert into changes (tenant_id, contact_id, field, old, new, actor, delivery_id, reason, happened_at, recorded_at)
     select tenant_id, :base::uuid, 'conversations.' || id || '.contactId', to_jsonb(contact_id), to_jsonb(:base::text),
            :actor::jsonb, :deliveryId::uuid, 'merged_in_chatwoot', :now, :now
       from conversations where tenant_id = :tenantId and contact_id = :mergee`,
    { tenantId, base: base.id, mergee: mergee.id, actor: change.actor, deliveryId, now },
  );
  for (const table of movingTables) {
    await tx(table).where({ tenant_id: tenantId, contact_id: mergee.id }).update({ contact_id: base.id });
  }
  await tx("contacts")
    .where({ tenant_id: tenantId, id: mergee.id })
    .update({ merged_into: base.id, gone: true, revision: tx.raw("revision + 1"), updated_at: now });
  await tx.raw(
    `update contacts b set
       first_incoming_at = least(b.first_incoming_at, m.first_incoming_at),
       history_complete = b.history_complete and m.history_complete,
       first_conversation = case when m.first_conversation ->> 'at' < b.first_conversation ->> 'at'
                                   or jsonb_typeof(b.first_conversation) is distinct from 'object'
                                 then m.first_conversation else b.first_conversation end,
       last_activity_at = greatest(b.last_activity_at, m.last_activity_at),
       first_seen_at = least(b.first_seen_at, m.first_seen_at),
       revision = b.revision + 1, updated_at = :now
     from contacts m where b.tenant_id = :tenantId and b.id = :base and m.id = :mergee`,
    { tenantId, base: base.id, mergee: mergee.id, now },
  );
  const fact = {
    field: "merged",
    old: null,
    new: JSON.stringify({ contactId: mergee.id, chatwootId: mergee.chatwootId }),
  };
  const [row] = await tx("changes")
    .insert({ ...change, ...fact, contact_id: base.id })
    .returning<{ id: string }[]>("id");
  return { contactId: base.id, chatwootId: base.chatwootId, changeId: row?.id ?? null, wish };
}

/** What still comes in under the old Chatwoot id, late or replayed, finds the contact that it belongs to. */
async function leavePointer(tx: Tx, tenantId: string, { id, chatwootId }: ContactState, now: Date): Promise<void> {
  await tx("contacts").insert({
    id: uuidv7(),
    tenant_id: tenantId,
    chatwoot_id: chatwootId,
    merged_into: id,
    gone: true,
    stage: "new",
    stage_since: now,
    first_seen_at: now,
    updated_at: now,
  });
}
