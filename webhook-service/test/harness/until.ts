import { setTimeout as sleep } from "node:timers/promises";

/** Asks again until there is an answer other than undefined or false; fails with what was awaited and the last answer's error. */
export async function until<T>(
  awaited: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = 10_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    let cause: unknown;
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > deadline) throw new Error(`Not within ${timeoutMs} ms: ${awaited}`, { cause });
    await sleep(20);
  }
}
