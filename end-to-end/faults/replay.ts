import { isDeepStrictEqual } from "node:util";
import { applyChange } from "@proppilot/webhook-service/contacts/apply-change";
import { interpret } from "@proppilot/webhook-service/contacts/interpret";
import { loadKnown } from "@proppilot/webhook-service/contacts/load-known";
import { type Change, type Known, nothingKnown } from "@proppilot/webhook-service/contacts/state";
import type { Tx } from "@proppilot/webhook-service/store/connect";

export interface ReplayedChange extends Change {
  deliveryId: string | null;
}

interface ReplayedDelivery {
  id: string;
  event: string;
  body: string;
  received_at: Date;
}

/**
 * Interprets a contact's deliveries anew, one by one from nothing, and compares: the same changes, each once and in that
 * order; their fold is the stored contact. Returns what differs.
 */
export async function replay(
  tx: Tx,
  tenantId: string,
  chatwootId: number,
  deliveries: readonly ReplayedDelivery[],
  recorded: readonly ReplayedChange[],
): Promise<string[]> {
  const stored = await storedState(tx, tenantId, chatwootId);
  let known = nothingKnown();
  const expected: ReplayedChange[] = [];
  for (const { id, event, body, received_at: receivedAt } of deliveries) {
    const result = interpret(known, { event, body: JSON.parse(body), receivedAt }, () => stored.contact?.id ?? "");
    known = result.known;
    expected.push(...result.changes.map((change) => ({ ...change, deliveryId: id })));
  }
  const differs = firstDifference(expected.map(plain), recorded.map(plain));
  const folded = recorded.reduce<Known>(applyChange, nothingKnown());
  return [
    ...(differs === null ? [] : [`contact ${chatwootId}: recorded changes differ from a replay: ${differs}`]),
    ...(isDeepStrictEqual(plain(known), plain(stored)) ? [] : [`contact ${chatwootId}: is not what a replay gives`]),
    ...(isDeepStrictEqual(factsOf(folded), factsOf(stored)) ? [] : [`contact ${chatwootId}: is not its changes' sum`]),
  ];
}

async function storedState(tx: Tx, tenantId: string, chatwootId: number): Promise<Known> {
  const contact = await tx("proppilot.contacts").where({ tenant_id: tenantId, chatwoot_id: chatwootId }).first("id");
  const idsIn = async (table: string): Promise<number[]> =>
    (await tx(table).where({ contact_id: contact?.id }).pluck("id")).map(Number);
  const ids = { conversations: await idsIn("conversations"), messages: await idsIn("messages") };
  return loadKnown(tx, tenantId, contact?.id ?? null, ids);
}

/** Without watermarks, which move without a change. */
function factsOf({ contact, channels, conversations }: Known) {
  const { id, chatwootId, name, email, phone, identifier, blocked, attributes, tags, stage, source, gone } =
    contact ?? {};
  return plain({
    contact: { id, chatwootId, name, email, phone, identifier, blocked, attributes, tags, stage, source, gone },
    channels,
    conversations: Object.values(conversations).map((one) => [
      one.id,
      one.contactId,
      one.status,
      one.assignee,
      one.labels,
    ]),
  });
}

/** As JSON tells it: keys sorted, nothing undefined. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(
    entries.sort(([left], [right]) => left.localeCompare(right)).map(([key, one]) => [key, plain(one)]),
  );
}

function firstDifference(expected: readonly unknown[], recorded: readonly unknown[]): string | null {
  const length = Math.max(expected.length, recorded.length);
  for (let index = 0; index < length; index += 1) {
    if (isDeepStrictEqual(expected[index], recorded[index])) continue;
    return `at ${index} ${excerpt(expected[index])} became ${excerpt(recorded[index])}`;
  }
  return null;
}

function excerpt(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 400);
}
