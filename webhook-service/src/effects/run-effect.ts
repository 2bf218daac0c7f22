import type { ChatwootClient } from "../chatwoot/client.ts";
import type { Context } from "../context.ts";
import { storeDeliveries } from "../deliveries/store-deliveries.ts";
import { describeFailure, isTransient } from "../errors.ts";
import { inTenant } from "../store/in-tenant.ts";
import type { OwedRead } from "./claim-effect.ts";
import { readContact } from "./read-contact.ts";

export type ClientOf = (ctx: Context, tenantId: string) => Promise<ChatwootClient>;

/** A refusal for good may be a passing one too (a token that is being exchanged): tried this often before it is failed. */
const refusalLimit = 8;

/**
 * Makes one owed read and stores its answer as a delivery. Killed in between, it is read again: a read changes nothing
 * in Chatwoot and the same answer twice changes nothing here.
 */
export async function runEffect(ctx: Context, effect: OwedRead, clientOf: ClientOf): Promise<void> {
  try {
    const answers = await readContact(ctx, effect, await clientOf(ctx, effect.tenantId));
    await storeDeliveries(ctx.db, answers);
    await finish(ctx, effect);
  } catch (error) {
    await postpone(ctx, effect, error);
  }
}

/** Done, unless it was wanted again meanwhile. */
async function finish(ctx: Context, effect: OwedRead): Promise<void> {
  await inTenant(ctx.db, effect.tenantId, (tx) =>
    tx("effects")
      .where({ id: effect.id, token: effect.token })
      .update({
        state: tx.raw("case when wanted = ? then 'done' else 'owed' end", [effect.wanted]),
        finished_at: ctx.now(),
        leased_until: null,
        attempts: 0,
        last_error: null,
      }),
  );
}

async function postpone(ctx: Context, effect: OwedRead, error: unknown): Promise<void> {
  const failed = !isTransient(error) && effect.attempts >= refusalLimit;
  const wait = Math.min(60_000, 500 * 2 ** Math.min(effect.attempts, 10)) * (0.5 + ctx.random() / 2);
  ctx.log.warn(
    { err: error, tenantId: effect.tenantId, effect: effect.id, attempts: effect.attempts },
    "a read failed",
  );
  await inTenant(ctx.db, effect.tenantId, (tx) =>
    tx("effects")
      .where({ id: effect.id, token: effect.token })
      .update({
        state: failed ? "failed" : "owed",
        finished_at: failed ? ctx.now() : null,
        leased_until: null,
        // The database's clock decides what is due, so it sets the time too.
        not_before: tx.raw("clock_timestamp() + make_interval(secs => ?)", [wait / 1000]),
        last_error: describeFailure(error),
      }),
  );
}
