/** Work that happens later, as Chatwoot's background queue does it. */
export interface Jobs {
  run(work: () => void | Promise<void>, delayMs?: number): void;
  /** How many wait or run. */
  pending(): number;
  /** Forgets what has not begun. */
  clear(): void;
}

export function createJobs(): Jobs {
  const waiting = new Set<NodeJS.Timeout>();
  let running = 0;
  return {
    run(work, delayMs = 0) {
      const timer = setTimeout(async () => {
        waiting.delete(timer);
        running += 1;
        try {
          await work();
        } finally {
          running -= 1;
        }
      }, delayMs);
      waiting.add(timer);
    },
    pending: () => waiting.size + running,
    clear() {
      for (const timer of waiting) clearTimeout(timer);
      waiting.clear();
    },
  };
}
