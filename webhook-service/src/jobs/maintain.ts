import type { Context } from "../context.ts";
import { removeExpiredSessions } from "../sign-in/remove-expired-sessions.ts";

const hour = 3_600_000;

/** What has to be done now and then, by any worker: partitions ahead of time, sessions that are over. */
export function maintain(ctx: Context): { stop(): Promise<void> } {
  let current = run();

  async function run(): Promise<void> {
    const chores = [() => ctx.db.raw("select proppilot.add_weeks_ahead()"), () => removeExpiredSessions(ctx)];
    for (const chore of chores) {
      try {
        await chore();
      } catch (error) {
        ctx.log.warn({ err: error }, "a chore failed; it is tried again in an hour");
      }
    }
  }

  const timer = setInterval(() => {
    current = current.then(run);
  }, hour);
  return {
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}
