import type { Context } from "../context.ts";
import type { Hook } from "../deliveries/receive-chatwoot.ts";
import { AppError } from "../errors.ts";
import { couldBeKey } from "./could-be-key.ts";
import { unsealFor } from "./tenant-secrets.ts";

interface Row {
  tenant_id: string;
  account_id: number;
  hook_secret: Buffer | null;
  allow_unsigned: boolean;
}

const rememberedMs = 5_000;

/**
 * Looks hook keys up for the receiver, the busiest path there is: a known key is asked for once in 5 s, by however many
 * requests. Unknown keys are not remembered, so a new connection works at once and guessing fills no memory.
 */
export function hookFinder(ctx: Pick<Context, "config" | "db" | "now">): (hookKey: string) => Promise<Hook | null> {
  const remembered = new Map<string, { hook: Promise<Hook | null>; until: number }>();
  return async (hookKey) => {
    if (!couldBeKey(hookKey)) return null;
    const now = ctx.now().getTime();
    const known = remembered.get(hookKey);
    if (known && known.until > now) return known.hook;
    const hook = askStore(ctx, hookKey);
    const entry = { hook, until: now + rememberedMs };
    const forget = () => {
      if (remembered.get(hookKey) === entry) remembered.delete(hookKey);
    };
    remembered.set(hookKey, entry);
    hook.then((found) => found ?? forget(), forget);
    return hook;
  };
}

async function askStore({ config, db }: Pick<Context, "config" | "db">, hookKey: string): Promise<Hook | null> {
  const { rows } = await db
    .raw<{ rows: Row[] }>("select * from find_hook(?)", [hookKey])
    .timeout(1_500)
    .catch((cause: unknown) => {
      throw new AppError("store_unreachable", "The delivery could not be checked: send it again.", { cause });
    });
  const [row] = rows;
  if (!row) return null;
  return {
    tenantId: row.tenant_id,
    accountId: row.account_id,
    secret: row.hook_secret && unsealFor(config, "hook-secret", row.tenant_id, row.hook_secret),
    allowUnsigned: row.allow_unsigned,
  };
}
