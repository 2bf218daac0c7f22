import type { Contact } from "@proppilot/shared-types";
import type { Context } from "../context.ts";
import { oweRead, readPriority } from "../effects/owe-read.ts";
import { AppError } from "../errors.ts";
import { resolveContact } from "../lanes/lock-contact.ts";
import type { Hub } from "../live/hub.ts";
import type { Tx } from "../store/connect.ts";
import { inTenant } from "../store/in-tenant.ts";
import { contactView, type Definitions } from "./contact-view.ts";

/** A contact that Chatwoot was asked about longer ago is read again when somebody opens it. */
const staleAfterMs = 30_000;

/** How long an opened panel waits for a contact that we don't know, in ms (issue: shown 2 s later at most). */
const patienceMs = 2_000;
/** What ends the wait is announced, except for a contact that Chatwoot does not have and a Chatwoot that fails. */
const lookEveryMs = 250;

export interface OpenContact {
  tenantId: string;
  chatwootId: number;
  definitions: Definitions;
  hub: Hub;
  /** Tells the effect workers that somebody waits. */
  wakeEffects(): void;
}

/**
 * Somebody opened the panel on a contact. Known: shown at once, and read again where that was long ago. Unknown: read
 * now and waited for; null where Chatwoot needs longer. Throws `contact_unknown` and `chatwoot_unreachable`.
 */
export async function openContact(ctx: Context, open: OpenContact): Promise<Contact | null> {
  const begun = ctx.now();
  const known = await inTenant(ctx.db, open.tenantId, (tx) => look(tx, open));
  if (!known) return readAndWait(ctx, open, begun);
  const { checkedAt } = known.freshness;
  if (checkedAt && begun.getTime() - Date.parse(checkedAt) < staleAfterMs) return known;
  // Of a contact that was merged away its base is read: the old id is 404 for good.
  await owe(ctx, open, known.chatwootId);
  return { ...known, freshness: { ...known.freshness, refreshing: true } };
}

async function owe(ctx: Context, open: OpenContact, chatwootId: number): Promise<void> {
  const wish = { reason: "opened", firstSight: false, conversationIds: [], messages: [], suspects: [] };
  await inTenant(ctx.db, open.tenantId, (tx) =>
    oweRead(tx, open.tenantId, chatwootId, wish, { priority: readPriority.panel }),
  );
  open.wakeEffects();
}

async function readAndWait(ctx: Context, open: OpenContact, begun: Date): Promise<Contact | null> {
  // Listened to first: no answer is too quick to be heard.
  const announcements = listenFor(open);
  try {
    await owe(ctx, open, open.chatwootId);
    const left = () => begun.getTime() + patienceMs - ctx.now().getTime();
    let found: Contact | null = null;
    while (!found && left() > 0) {
      await announcements.next(Math.min(left(), lookEveryMs));
      found = await inTenant(ctx.db, open.tenantId, (tx) => lookForAnswer(tx, open));
    }
    return found;
  } finally {
    announcements.stop();
  }
}

function listenFor({ hub, tenantId, chatwootId }: OpenContact): { next(ms: number): Promise<void>; stop(): void } {
  let heard = false;
  let wake = () => {};
  const stop = hub.subscribe({
    tenantId,
    concerns: (announcement) => announcement.chatwootId === chatwootId,
    onChange() {
      heard = true;
      wake();
    },
  });
  return {
    stop,
    /** Something was heard since the last time, or `ms` have passed. */
    async next(ms) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, heard ? 0 : ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      heard = false;
    },
  };
}

/** Throws where waiting on is in vain. */
async function lookForAnswer(tx: Tx, open: OpenContact): Promise<Contact | null> {
  // Asked first: what it says is older than the look that follows.
  const state = await readState(tx, open);
  const found = await look(tx, open);
  if (found) return found;
  if (state === "answered") throw new AppError("contact_unknown", "Chatwoot has no such contact in this account.");
  if (state === "failing") {
    throw new AppError("chatwoot_unreachable", "Chatwoot can't be asked about this contact right now. Try again soon.");
  }
  return null;
}

async function look(tx: Tx, { tenantId, chatwootId, definitions }: OpenContact): Promise<Contact | null> {
  const { id } = await resolveContact(tx, tenantId, chatwootId);
  return id === null ? null : contactView(tx, tenantId, id, definitions);
}

/** Where the read stands. `answered` counts only once the answer was worked off and left no contact behind. */
async function readState(tx: Tx, { tenantId, chatwootId }: OpenContact): Promise<"under_way" | "answered" | "failing"> {
  const effect = await tx("effects")
    .where({ tenant_id: tenantId, operation: `read_contact:${chatwootId}` })
    .first("state", "last_error");
  if (effect?.state === "done") {
    const waiting = await tx("lane_entries")
      .where({ tenant_id: tenantId, lane: `contact:${chatwootId}` })
      .first("seq");
    return waiting ? "under_way" : "answered";
  }
  return effect?.last_error ? "failing" : "under_way";
}
