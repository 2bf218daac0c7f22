import type { Tx } from "../store/connect.ts";

/** A delivery that waits in its lane, with its body parsed. */
export interface WaitingDelivery {
  id: string;
  seq: string;
  receivedAt: Date;
  event: string;
  body: unknown;
  attempts: number;
}

/** The lane's next deliveries, oldest first. */
export async function waitingDeliveries(
  tx: Tx,
  tenantId: string,
  lane: string,
  limit: number,
): Promise<WaitingDelivery[]> {
  const { rows } = await tx.raw<{
    rows: { delivery_id: string; seq: string; received_at: Date; attempts: number; event: string; body: string }[];
  }>(
    `select e.delivery_id, e.seq, d.received_at, e.attempts, d.event, d.body
       from (select * from lane_entries where tenant_id = :tenantId and lane = :lane order by seq limit :limit) e
       join deliveries d on d.received_at = e.received_at and d.id = e.delivery_id
      order by e.seq`,
    { tenantId, lane, limit },
  );
  return rows.map((row) => ({
    id: row.delivery_id,
    seq: row.seq,
    receivedAt: row.received_at,
    event: row.event,
    body: parseBody(row.body),
    attempts: row.attempts,
  }));
}

// PostgreSQL keeps neither NUL nor half a surrogate pair in text or jsonb; both are legal JSON escapes.
const escapes = /\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|\\u[0-9a-f]{4}|\\./gi;

function parseBody(body: string): unknown {
  if (!/\\u0000|\\ud[89a-f]/i.test(body)) return JSON.parse(body);
  return JSON.parse(body.replace(escapes, storable));
}

function storable(sequence: string): string {
  if (sequence.toLowerCase() === "\\u0000") return "";
  return sequence.length === 6 && /^\\ud[89a-f]/i.test(sequence) ? "\\ufffd" : sequence;
}

/** The lane's next delivery, unread: what it holds may be what nobody can read. */
export async function headOfLane(tx: Tx, tenantId: string, lane: string) {
  const head = await tx("lane_entries").where({ tenant_id: tenantId, lane }).orderBy("seq").first();
  return head
    ? {
        id: String(head.delivery_id),
        seq: String(head.seq),
        receivedAt: head.received_at as Date,
        attempts: Number(head.attempts),
        lastError: head.last_error as string | null,
      }
    : null;
}

export interface Outcome {
  delivery: Pick<WaitingDelivery, "id" | "receivedAt" | "attempts" | "seq">;
  state: "done" | "ignored" | "dead";
  reason?: string;
  detail?: string;
}

/** Exchanges waiting for ended, in the caller's transaction. */
export async function endDeliveries(
  tx: Tx,
  tenantId: string,
  lane: string,
  outcomes: readonly Outcome[],
  now: Date,
): Promise<void> {
  if (outcomes.length === 0) return;
  const rows = outcomes.map(({ delivery, state, reason, detail }) => ({
    seq: delivery.seq,
    delivery_id: delivery.id,
    received_at: delivery.receivedAt,
    state,
    reason: reason ?? null,
    detail: detail ?? null,
    attempts: Math.max(1, delivery.attempts),
  }));
  await tx.raw(
    `with ended as (
       select * from jsonb_to_recordset(:rows) as o(seq bigint, delivery_id uuid, received_at timestamptz, state text,
                                                    reason text, detail text, attempts integer)
     ), left_lane as (
       delete from lane_entries where tenant_id = :tenantId and lane = :lane and seq in (select seq from ended)
     )
     insert into outcomes (delivery_id, received_at, tenant_id, state, reason, detail, attempts, finished_at)
     select delivery_id, received_at, :tenantId, state, reason, detail, attempts, :now from ended`,
    { rows: JSON.stringify(rows), tenantId, lane, now },
  );
}
