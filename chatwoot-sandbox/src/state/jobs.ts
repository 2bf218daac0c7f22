/** Work that happens later, as Chatwoot's background queue does it. */
export interface Jobs {
  run(work: () => void | Promise<void>, delayMs?: number): void;
  /** Forgets what has not begun. */
  clear(): void;
}

export function createJobs(): Jobs {
  const pending = new Set<NodeJS.Timeout>();
  return {
    run(work, delayMs = 0) {
      const timer = setTimeout(() => {
        pending.delete(timer);
        void work();
      }, delayMs);
      pending.add(timer);
    },
    clear() {
      for (const timer of pending) clearTimeout(timer);
      pending.clear();
    },
  };
}
