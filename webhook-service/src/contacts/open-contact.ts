import type { Contact } from "@proppilot/shared-types";
import type { Context } from "../context.ts";
import { oweRead, readPriority } from "../effects/owe-read.ts";
import { AppError } from "../errors.ts";
import { resolveContact } from "../lanes/lock-contact.ts";
import { inTenant } from "../store/in-tenant.ts";
import { contactView, type Definitions } from "./contact-view.ts";

/** A contact that Chatwoot was asked about longer ago is read again when somebody opens it. */
const staleAfterMs = 30_000;

/** How long an opened panel waits for a contact that we don't know, in ms (issue: shown 2 s later at most). */
const patienceMs = 2_000;
const lookEveryMs = 40;

export interface OpenContact {
  tenantId: string;
  chatwootId: number;
  definitions: Definitions;
  /** Tells the effect workers that somebody waits. */
  wakeEffects(): void;
}

/**
 * Somebody opened the panel on a contact. Known: shown at once, and read again where that was long ago. Unknown: read
 * now and waited for; null where Chatwoot needs longer. Throws `contact_unknown` and `chatwoot_unreachable`.
 */
export async function openContact(ctx: Context, open: OpenContact): Promise<Contact | null> {
  const { tenantId, chatwootId } = open;
  const begun = ctx.now();
  const known = await look(ctx, open);
  const fresh = known?.freshness.checkedAt && begun.getTime() - Date.parse(known.freshness.checkedAt) < staleAfterMs;
  if (known && fresh) return known;
  const wish = { reason: "opened", firstSight: false, conversationIds: [], messages: [], suspects: [] };
  // Of a contact that was merged away its base is read: the old id is 404 for good.
  await inTenant(ctx.db, tenantId, (tx) =>
    oweRead(tx, tenantId, known?.chatwootId ?? chatwootId, wish, begun, readPriority.panel),
  );
  open.wakeEffects();
  if (known) return { ...known, freshness: { ...known.freshness, refreshing: true } };
  return waitForContact(ctx, open, begun);
}

async function waitForContact(ctx: Context, open: OpenContact, begun: Date): Promise<Contact | null> {
  while (ctx.now().getTime() - begun.getTime() < patienceMs) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    // Asked first: what it says is older than the look that follows.
    const state = await readState(ctx, open);
    const found = await look(ctx, open);
    if (found) return found;
    if (state === "answered") throw new AppError("contact_unknown", "Chatwoot has no such contact in this account.");
    if (state === "failing") {
      throw new AppError(
        "chatwoot_unreachable",
        "Chatwoot can't be asked about this contact right now. Try again soon.",
      );
    }
  }
  return null;
}

function look(ctx: Context, { tenantId, chatwootId, definitions }: OpenContact): Promise<Contact | null> {
  return inTenant(ctx.db, tenantId, async (tx) => {
    const { id } = await resolveContact(tx, tenantId, chatwootId);
    return id === null ? null : contactView(tx, tenantId, id, definitions);
  });
}

/** Where the read stands. `answered` counts only once the answer was worked off and left no contact behind. */
function readState(ctx: Context, { tenantId, chatwootId }: OpenContact): Promise<"under_way" | "answered" | "failing"> {
  return inTenant(ctx.db, tenantId, async (tx) => {
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
  });
}
