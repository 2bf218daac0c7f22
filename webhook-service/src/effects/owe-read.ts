import { v7 as uuidv7 } from "uuid";
import { contactLane } from "../deliveries/read-envelope.ts";
import type { Tx } from "../store/connect.ts";
import type { ReadWish } from "./read-wish.ts";

/** Who waits for a read: somebody at a panel, an open question, nobody in particular (DESIGN P5: in that order). */
export const readPriority = { panel: 0, reread: 1, firstSight: 2 } as const;

export function joinWishes(wishes: readonly ReadWish[]): ReadWish | null {
  const [first] = wishes;
  if (!first) return null;
  const messages = new Map(wishes.flatMap((wish) => wish.messages).map((message) => [message.messageId, message]));
  return {
    reason: first.reason,
    firstSight: wishes.every((wish) => wish.firstSight),
    conversationIds: [...new Set(wishes.flatMap((wish) => wish.conversationIds))],
    messages: [...messages.values()],
    suspects: [...new Set(wishes.flatMap((wish) => wish.suspects))],
  };
}

/**
 * Owes one read of a contact. The same need is the same row: wishes that come while a read is owed join it; one that
 * comes while a read is under way makes it run once more, since it may have begun too early to see what is asked.
 */
export async function oweRead(
  tx: Tx,
  tenantId: string,
  chatwootId: number,
  wish: ReadWish,
  {
    priority = wish.firstSight ? readPriority.firstSight : readPriority.reread,
    delaySeconds = 0,
  }: { priority?: number; delaySeconds?: number } = {},
): Promise<void> {
  const union = (part: string) =>
    `(select coalesce(jsonb_agg(distinct one), '[]')
        from jsonb_array_elements((e.payload -> '${part}') || (excluded.payload -> '${part}')) one)`;
  await tx.raw(
    `insert into effects as e (id, tenant_id, operation, kind, subject, payload, priority, not_before, created_at)
     values (:id, :tenantId, :operation, 'read_contact', :subject, :payload, :priority,
             clock_timestamp() + make_interval(secs => :delaySeconds), clock_timestamp())
     on conflict (tenant_id, operation) do update set
       wanted = e.wanted + 1,
       payload = case when e.state = 'owed' then jsonb_build_object(
           'chatwootId', excluded.payload -> 'chatwootId',
           'reason', excluded.payload -> 'reason',
           'conversationIds', ${union("conversationIds")},
           'messages', ${union("messages")},
           'suspects', ${union("suspects")})
         else excluded.payload end,
       priority = case when e.state = 'owed' then least(e.priority, excluded.priority) else excluded.priority end,
       attempts = case when e.state = 'owed' then e.attempts else 0 end,
       -- Somebody who waits is not made to wait for an earlier failure's pause.
       not_before = case when e.state = 'owed' and excluded.priority > 0 then e.not_before else excluded.not_before end,
       last_error = null, state = 'owed', finished_at = null`,
    {
      id: uuidv7(),
      tenantId,
      operation: `read_contact:${chatwootId}`,
      subject: contactLane(chatwootId),
      payload: JSON.stringify({
        chatwootId,
        reason: wish.reason,
        conversationIds: wish.conversationIds,
        messages: wish.messages,
        suspects: wish.suspects,
      }),
      priority,
      delaySeconds,
    },
  );
}
