import { tooMany } from "../refusal.ts";
import type { Context } from "../state/context.ts";

const MINUTE_MS = 60_000;

/** Calls counted by name within the running minute, as Chatwoot's throttle does it: fixed windows (CONTRACT 3.3). */
export interface Budgets {
  minute: number;
  used: Map<string, number>;
}

export const createBudgets = (): Budgets => ({ minute: 0, used: new Map() });

/** Refuses with 429 once `limit` calls under this name were made in this minute. */
export function takeFromBudget(ctx: Context, name: string, limit: number): void {
  const minute = Math.floor(Date.now() / MINUTE_MS);
  const { budgets } = ctx;
  if (budgets.minute !== minute) {
    budgets.minute = minute;
    budgets.used.clear();
  }
  const used = (budgets.used.get(name) ?? 0) + 1;
  budgets.used.set(name, used);
  if (used > limit) throw tooMany();
}
