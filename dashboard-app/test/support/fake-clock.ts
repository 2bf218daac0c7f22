import type { Clock } from "../../src/page/clock.ts";

export interface FakeClock extends Clock {
  /** Lets time pass: what falls due runs in order, and promises settle in between. */
  pass(ms: number): Promise<void>;
}

/** A clock whose hands are moved by the test. */
export function fakeClock(start = Date.parse("2026-03-12T10:42:00Z")): FakeClock {
  let now = start;
  let due: { at: number; work: () => void }[] = [];
  return {
    now: () => now,
    after(ms, work) {
      const entry = { at: now + ms, work };
      due.push(entry);
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
    async pass(ms) {
      const end = now + ms;
      await settle();
      for (let next = earliest(due, end); next; next = earliest(due, end)) {
        const { at, work } = next;
        due = due.filter((other) => other !== next);
        now = at;
        work();
        await settle();
      }
      now = end;
    },
  };
}

function earliest<T extends { at: number }>(due: T[], end: number): T | undefined {
  return due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
}

/** Lets everything that is not waiting for the clock come to rest. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve));
}
