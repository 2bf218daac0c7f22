import * as z from "zod";
import type { Context } from "../context.ts";

/** After that somebody else may try: longer than a read takes while Chatwoot answers; the token fences a slower one. */
export const effectLeaseSeconds = 30;

const readPayload = z.object({
  chatwootId: z.int(),
  reason: z.string(),
  conversationIds: z.array(z.int()),
  messages: z.array(z.object({ conversationId: z.int(), messageId: z.int() })),
  suspects: z.array(z.int()),
});

/** A call that this worker is to make. The token is its fence: whoever holds an older one has lost the effect. */
export interface OwedRead {
  id: string;
  tenantId: string;
  payload: z.infer<typeof readPayload>;
  token: string;
  wanted: number;
  attempts: number;
}

/** Takes the next call that is due; null where none is. */
export async function claimEffect(ctx: Context): Promise<OwedRead | null> {
  const { rows } = await ctx.db.raw<{
    rows: { id: string; tenant_id: string; payload: unknown; token: string; wanted: number; attempts: number }[];
  }>("select * from proppilot.claim_effect(make_interval(secs => ?))", [effectLeaseSeconds]);
  const [row] = rows;
  if (!row) return null;
  const { tenant_id: tenantId, payload, ...rest } = row;
  return { ...rest, tenantId, payload: readPayload.parse(payload) };
}
