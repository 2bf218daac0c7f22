import type { Context } from "../context.ts";
import type { Waker } from "./wake.ts";

/**
 * Looks for waiting work that no job announces: the queue may have lost everything, a worker may have died, a lane may
 * have rested long enough. The truth is in PostgreSQL, so this alone would do; jobs only make it fast.
 */
export function sweep(
  ctx: Context,
  wakers: { lanes: Waker; effects: Waker },
  { every, workers }: { every: number; workers: number },
): { stop(): Promise<void> } {
  let current: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    try {
      const { rows } = await ctx.db.raw<{ rows: [{ lanes: boolean; effects: boolean }] }>(
        "select proppilot.work_is_waiting() as lanes, proppilot.effects_are_due() as effects",
      );
      if (rows[0].lanes) wakers.lanes.wake(workers);
      if (rows[0].effects) wakers.effects.wake(workers);
    } catch (error) {
      ctx.log.warn({ err: error }, "the sweeper could not look");
    }
  }

  const timer = setInterval(() => {
    current = current.then(look);
  }, every);
  return {
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}
