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
): Promise<{ events: StreamedEvent[]; last: string | null } | null> {
  const { tenantId } = caller;
  return inTenant(ctx.db, tenantId, async (tx) => {
    const contact = await contactView(tx, tenantId, contactId, definitions);
    if (!contact) return null;
    const last = await lastChange(tx, tenantId, contact.id);
    const changed = since === null ? [] : await changedConversations(tx, tenantId, contact.id, since);
    const events: StreamedEvent[] = [];
    for (const id of changed) {
      const conversation = await conversationView(tx, { ...caller, contactId: contact.id }, id);
      if (conversation) events.push({ event: { event: "conversation", data: conversation } });
    }
    // The id comes with the last event of a change: who loses the stream before it is told all of it again.
    events.push({ ...(last && { id: last }), event: { event: "contact", data: contact } });
    return { events, last };
  });
}

async function lastChange(tx: Tx, tenantId: string, contactId: string): Promise<string | null> {
  const row = await tx("changes")
    .where({ tenant_id: tenantId, contact_id: contactId })
    .orderBy("id", "desc")
    .first("id");
  return row?.id ?? null;
}

/** At most as many as a panel shows at first; more than that and it loads its list anew when it is opened. */
const changedLimit = 25;

async function changedConversations(tx: Tx, tenantId: string, contactId: string, since: string): Promise<number[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `select distinct case when split_part(field, '.', 1) = 'messages' then new ->> 'conversationId'
                          else split_part(field, '.', 2) end as id
       from changes
      where tenant_id = ? and contact_id = ? and id > ? and split_part(field, '.', 1) in ('conversations', 'messages')
      limit ?`,
    [tenantId, contactId, since, changedLimit],
  );
  return rows.map((row) => Number(row.id)).filter(Number.isSafeInteger);
}
