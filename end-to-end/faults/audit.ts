import { isDeepStrictEqual } from "node:util";
import { connect, type Tx } from "@proppilot/webhook-service/store/connect";
import { inTenant } from "@proppilot/webhook-service/store/in-tenant";
import { type ReplayedChange, replay } from "./replay.ts";
import type { Scene } from "./scene.ts";

/** What a run came to; whatever broke a promise stands in `faults`, so that an expectation shows all of it. */
export interface Audit {
  stored: number;
  acknowledged: number;
  done: number;
  ignored: number;
  changes: number;
  faults: string[];
}

interface DeliveryRow {
  id: string;
  lane: string;
  event: string;
  body: string;
  received_at: Date;
  state: string | null;
  position: string | null;
}

/** Holds the store against what was acknowledged and against itself, contact by contact. */
export async function audit({ databaseUrl, hook, load }: Scene): Promise<Audit> {
  const db = connect({ databaseUrl, applicationName: "proppilot audit", poolSize: 1 });
  try {
    return await inTenant(db, hook.tenantId, async (tx) => {
      const deliveries = await allDeliveries(tx);
      const stored = new Set(deliveries.map(({ id }) => id));
      const lost = [...load.acknowledged.values()].flat().filter((id) => !stored.has(id));
      const open = deliveries.filter(({ state }) => state !== "done" && state !== "ignored");
      const twice = deliveries.length - stored.size;
      const faults = [
        ...lost.map((id) => `acknowledged and lost: ${id}`),
        ...open.map(({ id, state }) => `${state ?? "not ended"}: ${id}`),
        ...(twice > 0 ? [`${twice} deliveries ended twice`] : []),
      ];
      let changes = 0;
      for (const customerId of load.customers.keys()) {
        const own = deliveries.filter(({ lane }) => lane === `contact:${customerId}`);
        const recorded = await changesOf(tx, customerId);
        changes += recorded.length;
        faults.push(...wrongOrder(own, load.acknowledged.get(customerId) ?? []));
        faults.push(...(await replay(tx, hook.tenantId, customerId, own, recorded)));
        faults.push(...repeatedMessages(recorded));
      }
      faults.push(...(await strangers(tx, load)));
      const ended = (state: string) => deliveries.filter((delivery) => delivery.state === state).length;
      return {
        stored: stored.size,
        acknowledged: load.counts.acknowledged,
        done: ended("done"),
        ignored: ended("ignored"),
        changes,
        faults,
      };
    });
  } finally {
    await db.destroy();
  }
}

/** Who is not what Chatwoot says: the last that everybody sent told all of it. */
async function strangers(tx: Tx, { customers }: Scene["load"]): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string; name: string; status: string; last: string }[] }>(
    `select c.chatwoot_id as id, c.name, v.status, (select max(m.id) from proppilot.messages m where m.contact_id = c.id) as last
       from proppilot.contacts c join proppilot.conversations v on v.contact_id = c.id`,
  );
  const known = rows.map(({ id, name, status, last }) => [Number(id), name, status, Number(last)]);
  return [...customers.values()]
    .map(({ id, name, status, lastMessage }) => [id, name, status, lastMessage?.id])
    .filter((truth) => !known.some((row) => isDeepStrictEqual(row, truth)))
    .map((truth) => `Chatwoot knows better: ${JSON.stringify(truth)}`);
}

/** In the order in which they took effect. */
async function allDeliveries(tx: Tx): Promise<DeliveryRow[]> {
  await tx.raw("reset role");
  const { rows } = await tx.raw<{ rows: DeliveryRow[] }>(
    `select d.id, d.lane, d.event, d.body, d.received_at, o.state, e.position
       from proppilot.deliveries d
       left join proppilot.outcomes o on o.received_at = d.received_at and o.delivery_id = d.id
       left join public.endings e on e.delivery_id = d.id
      order by e.position`,
  );
  return rows;
}

/** SQL null means "absent", JSON null a value that is null. */
async function changesOf(tx: Tx, customerId: number): Promise<ReplayedChange[]> {
  const { rows } = await tx.raw<{ rows: (ReplayedChange & { had: boolean; has: boolean; happened_at: Date })[] }>(
    `select h.delivery_id as "deliveryId", h.field, h.old, h.new, h.reason, h.happened_at,
            h.old is not null as had, h.new is not null as has
       from proppilot.changes h join proppilot.contacts c on c.id = h.contact_id
      where c.chatwoot_id = ? order by h.id`,
    [customerId],
  );
  return rows.map(({ had, has, happened_at, ...row }) => ({
    ...row,
    old: had ? row.old : undefined,
    new: has ? row.new : undefined,
    happenedAt: happened_at.toISOString(),
  }));
}

function wrongOrder(deliveries: readonly DeliveryRow[], acknowledged: readonly string[]): string[] {
  const expected = new Set(acknowledged);
  const worked = deliveries.map(({ id }) => id).filter((id) => expected.has(id));
  return isDeepStrictEqual(worked, [...acknowledged]) ? [] : [`out of order: ${deliveries[0]?.lane}`];
}

function repeatedMessages(changes: readonly ReplayedChange[]): string[] {
  const messages = changes.map(({ field }) => field).filter((field) => /^messages\.\d+$/.test(field));
  return messages
    .filter((field, index) => messages.indexOf(field) !== index)
    .map((field) => `recorded twice: ${field}`);
}
