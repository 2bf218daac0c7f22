import { type Interpretation, interpret } from "../contacts/interpret.ts";
import { loadKnown } from "../contacts/load-known.ts";
import { mergeContact } from "../contacts/merge-contact.ts";
import { referencedIds } from "../contacts/referenced-ids.ts";
import { type RecordedChange, saveKnown } from "../contacts/save-known.ts";
import type { Context } from "../context.ts";
import { joinWishes, oweRead } from "../effects/owe-read.ts";
import type { ReadWish } from "../effects/read-wish.ts";
import { announceChange } from "../live/announce-change.ts";
import type { Tx } from "../store/connect.ts";
import type { Drained } from "./drain-lane.ts";
import { type Claim, contactOfLane } from "./lane.ts";
import { lockLanes, resolveContact } from "./lock-contact.ts";
import { releaseLane } from "./release-lane.ts";
import { endDeliveries, type Outcome, type WaitingDelivery, waitingDeliveries } from "./waiting-deliveries.ts";

/** The work concerns another contact too: its lane must be locked in order, so the transaction begins anew. */
export class NeedsLane extends Error {
  override name = "NeedsLane";
  readonly chatwootId: number;
  constructor(chatwootId: number) {
    super(`the lane of contact ${chatwootId} is needed`);
    this.chatwootId = chatwootId;
  }
}

/** One transaction of a lane: interpret what waits, in order, and write what follows from it. No call leaves from here. */
export async function workOff(
  ctx: Context,
  tx: Tx,
  claim: Claim,
  limit: number,
  alsoLock: readonly number[],
): Promise<Drained> {
  const { tenantId, lane } = claim;
  const laneContact = contactOfLane(lane);
  const locked = [laneContact, ...alsoLock];
  const tokens = await lockLanes(tx, tenantId, locked);
  if (tokens.get(lane) !== claim.token) return { worked: 0, effects: false };
  const target = await resolveContact(tx, tenantId, laneContact);
  if (!locked.includes(target.chatwootId)) throw new NeedsLane(target.chatwootId);
  const waiting = await waitingDeliveries(tx, tenantId, lane, limit);
  const ids = waiting.map(({ event, body }) => referencedIds(event, body));
  const before = await loadKnown(tx, tenantId, target.id, {
    conversations: ids.flatMap((one) => one.conversations),
    messages: ids.flatMap((one) => one.messages),
  });

  const { known, changes, wishes, outcomes, mergedInto } = interpretAll(before, waiting);
  for (const holder of formerHolders(before, known)) if (!locked.includes(holder)) throw new NeedsLane(holder);
  const now = ctx.now();
  const lastChange = await saveKnown(tx, tenantId, before, known, changes, now);
  let moved: Awaited<ReturnType<typeof mergeContact>> | null = null;
  if (mergedInto !== null && known.contact) {
    const base = await resolveContact(tx, tenantId, mergedInto);
    if (!locked.includes(base.chatwootId)) throw new NeedsLane(base.chatwootId);
    moved = await mergeContact(tx, tenantId, known.contact, base, outcomes.at(-1)?.delivery.id ?? null, now);
    wishes.push(moved.wish);
  }
  const wish = joinWishes(wishes);
  const subject = moved?.chatwootId ?? known.contact?.chatwootId ?? laneContact;
  // A doubt that a read itself has left is not asked again at once: what it hangs on may take a moment.
  const afterRead = waiting.some(({ event }) => event === "contact_read");
  if (wish) await oweRead(tx, tenantId, subject, wish, { delaySeconds: afterRead ? 1 : 0 });
  await endDeliveries(tx, tenantId, lane, outcomes, now);
  await releaseLane(tx, claim);
  const contactId = moved?.contactId ?? known.contact?.id;
  if (contactId && (known !== before || moved)) {
    const announcement = { tenantId, chatwootId: subject, changeId: moved?.changeId ?? lastChange };
    // Whoever looks at a contact that was merged away just now looks at its base from here on.
    for (const id of new Set([contactId, known.contact?.id ?? contactId])) {
      await announceChange(tx, { ...announcement, contactId: id });
    }
  }
  return { worked: outcomes.length, effects: wish !== null };
}

/** Contacts that lose a conversation to this one: their lanes must be held too. */
function formerHolders(before: Interpreted["known"], after: Interpreted["known"]): number[] {
  const moved = Object.values(before.conversations).filter(
    ({ id, contactId }) => after.conversations[id]?.contactId !== contactId,
  );
  return moved.flatMap(({ contactId }) => before.holders[contactId] ?? []);
}

interface Interpreted {
  known: Interpretation["known"];
  changes: RecordedChange[];
  wishes: ReadWish[];
  outcomes: Outcome[];
  mergedInto: number | null;
}

/** Folds deliveries forward. A merge ends the batch: what comes after it concerns the other contact. */
function interpretAll(before: Interpretation["known"], waiting: readonly WaitingDelivery[]): Interpreted {
  const result: Interpreted = { known: before, changes: [], wishes: [], outcomes: [], mergedInto: null };
  for (const delivery of waiting) {
    const { known, changes, wish, outcome, mergedInto } = interpret(result.known, delivery);
    result.known = known;
    for (const change of changes) {
      result.changes.push({ ...change, actor: { kind: "delivery" }, deliveryId: delivery.id });
    }
    if (wish) result.wishes.push(wish);
    result.outcomes.push({ delivery, ...outcome });
    if (mergedInto !== null) {
      result.mergedInto = mergedInto;
      break;
    }
  }
  return result;
}
