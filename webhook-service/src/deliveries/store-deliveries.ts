import type { Db, Tx } from "../store/connect.ts";
import type { IgnoredReason } from "./read-envelope.ts";

/** A delivery as it is stored: immutable from here on. */
export interface NewDelivery {
  id: string;
  tenantId: string;
  receivedAt: Date;
  source: "chatwoot";
  origin: "pushed" | "reconstructed";
  event: string;
  externalId: string | null;
  sentAt: Date | null;
  headers: Record<string, string>;
  body: string;
  destination: { lane: string } | { ignored: IgnoredReason };
}

/** Stores deliveries, their lane entries and the outcomes of those that are ignored at once: one statement, one commit. */
export async function storeDeliveries(db: Db | Tx, deliveries: readonly NewDelivery[]): Promise<void> {
  // knex has no type for arrays with nulls in them; pg writes them as SQL nulls.
  const column = (pick: (delivery: NewDelivery) => string | null) => deliveries.map(pick) as string[];
  await db.raw(
    `select proppilot.store_deliveries(?::uuid[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[],
       ?::text[], ?::timestamptz[], ?::jsonb[], ?::text[], ?::text[])`,
    [
      column((d) => d.id),
      column((d) => d.tenantId),
      column((d) => d.receivedAt.toISOString()),
      column((d) => d.source),
      column((d) => d.origin),
      column((d) => d.event),
      column((d) => ("lane" in d.destination ? d.destination.lane : null)),
      column((d) => d.externalId),
      column((d) => d.sentAt?.toISOString() ?? null),
      column((d) => JSON.stringify(d.headers)),
      column((d) => d.body),
      column((d) => ("ignored" in d.destination ? d.destination.ignored : null)),
    ],
  );
}

/** PostgreSQL's class 22 (data exception): the row itself can't be stored, whoever sends it. */
export function isDataFault(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && String(error.code).startsWith("22");
}
