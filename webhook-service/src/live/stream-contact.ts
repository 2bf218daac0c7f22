import type { LiveEvent } from "@proppilot/shared-types";
import { contactView, type Definitions } from "../contacts/contact-view.ts";
import type { Context } from "../context.ts";
import { conversationView } from "../conversations/list-conversations.ts";
import type { Caller } from "../sign-in/authenticate.ts";
import type { Tx } from "../store/connect.ts";
import { inTenant } from "../store/in-tenant.ts";

export interface StreamedEvent {
  /** The change id; absent where only a watermark moved. */
  id?: string;
  event: LiveEvent;
}

/** What a viewer is told in one round. */
export interface Told {
  /** Where merges led to. */
  contactId: string;
  events: StreamedEvent[];
  /** What was told up to here, as a change id; null: there is no change yet. */
  last: string | null;
  /** There is more than one round may hold: ask again, from `last` on. */
  more: boolean;
}

/**
 * What a viewer who saw everything up to `since` has to be told now: the conversations that changed, then the contact.
 * The same rights as the API's apply, anew each time. null: there is no such contact.
 * @param since a change id; null tells the contact only
 */
export function eventsSince(
  ctx: Context,
  caller: Caller,
  contactId: string,
  definitions: Definitions,
  since: string | null,
): Promise<Told | null> {
  const { tenantId } = caller;
  return inTenant(ctx.db, tenantId, async (tx) => {
    const contact = await contactView(tx, tenantId, contactId, definitions);
    if (!contact) return null;
    const newest = await lastChange(tx, tenantId, contact.id);
    const changed = since === null ? [] : await changedConversations(tx, tenantId, contact.id, since);
    const more = changed.length > roundLimit;
    const round = changed.slice(0, roundLimit);
    const events: StreamedEvent[] = [];
    for (const { id } of round) {
      const conversation = await conversationView(tx, { ...caller, contactId: contact.id }, id);
      if (conversation) events.push({ event: { event: "conversation", data: conversation } });
    }
    const last = more ? (round.at(-1)?.changeId ?? newest) : newest;
    // The id comes with the last event of a round: who loses the stream before it is told all of the round again.
    events.push({ ...(last && { id: last }), event: { event: "contact", data: contact } });
    return { contactId: contact.id, events, last, more };
  });
}

async function lastChange(tx: Tx, tenantId: string, contactId: string): Promise<string | null> {
  const row = await tx("changes")
    .where({ tenant_id: tenantId, contact_id: contactId })
    .orderBy("id", "desc")
    .first("id");
  return row?.id ?? null;
}

/** As many conversations as a panel shows at first. */
const roundLimit = 25;

/**
 * One more than a round holds, ordered by their latest change: whose latest change is not after a round's last one has
 * been told as it is now.
 */
async function changedConversations(
  tx: Tx,
  tenantId: string,
  contactId: string,
  since: string,
): Promise<{ id: number; changeId: string }[]> {
  const { rows } = await tx.raw<{ rows: { conversation: string; change_id: string }[] }>(
    `select case when split_part(field, '.', 1) = 'messages' then new ->> 'conversationId'
                 else split_part(field, '.', 2) end as conversation, max(id) as change_id
       from changes
      where tenant_id = ? and contact_id = ? and id > ? and split_part(field, '.', 1) in ('conversations', 'messages')
      group by conversation order by change_id limit ?`,
    [tenantId, contactId, since, roundLimit + 1],
  );
  return rows.map((row) => ({ id: Number(row.conversation), changeId: row.change_id }));
}
