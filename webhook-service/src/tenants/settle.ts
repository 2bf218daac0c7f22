import { ChatwootError, refusedWith } from "../chatwoot/failures.ts";

/** A record of ours in somebody's Chatwoot account, as it should be. */
export interface OurRecord<T extends { id: number }> {
  list(): Promise<T[]>;
  /** Recognised by an unguessable key of ours in it: nobody else's record is ever touched. */
  isOurs(item: T): boolean;
  isAsWanted(item: T): boolean;
  create(): Promise<unknown>;
  update(id: number): Promise<unknown>;
  delete(id: number): Promise<unknown>;
}

export type Step = "create" | "update" | "keep";

/** What {@link settle} would do about the records that are there. */
export function stepTowards<T extends { id: number }>(record: OurRecord<T>, items: T[]): Step {
  const [kept, ...doubles] = oursAmong(record, items);
  if (!kept) return "create";
  return doubles.length === 0 && record.isAsWanted(kept) ? "keep" : "update";
}

/**
 * Writes until a fresh list shows exactly one record of ours, as wanted. Chatwoot has no idempotency keys, so whoever
 * connects at the same time, or connected half-way, is met by looking: the oldest record stays, doubles go.
 */
export async function settle<T extends { id: number }>(record: OurRecord<T>): Promise<T> {
  let refusal: unknown = new ChatwootError("chatwoot_refused", "Chatwoot does not keep what is written to it.");
  for (let round = 0; round < 4; round += 1) {
    const [kept, ...doubles] = oursAmong(record, await record.list());
    for (const { id } of doubles) await unlessRivalled(record.delete(id));
    if (kept && record.isAsWanted(kept)) return kept;
    refusal = (await unlessRivalled(kept ? record.update(kept.id) : record.create())) ?? refusal;
  }
  throw refusal;
}

function oursAmong<T extends { id: number }>(record: OurRecord<T>, items: T[]): T[] {
  return items.filter((item) => record.isOurs(item)).sort((left, right) => left.id - right.id);
}

/** A rival who was quicker shows as 404 (deleted already) or 422 (exists already): returned, for the next look to judge. */
async function unlessRivalled(write: Promise<unknown>): Promise<unknown> {
  try {
    await write;
    return undefined;
  } catch (error) {
    if (refusedWith(error, 404) || refusedWith(error, 422)) return error;
    throw error;
  }
}
