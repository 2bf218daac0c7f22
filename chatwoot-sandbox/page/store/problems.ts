import { signal } from "@preact/signals";

/** What went wrong last, shown until dismissed or until something else goes wrong. */
export function createProblems() {
  const latest = signal<string | null>(null);
  return {
    latest,
    dismiss() {
      latest.value = null;
    },
    /** Waits for an action and shows its failure; tells whether it succeeded. */
    async during(action: Promise<unknown>): Promise<boolean> {
      try {
        await action;
        return true;
      } catch (error) {
        latest.value = error instanceof Error ? error.message : String(error);
        return false;
      }
    },
  };
}

export type Problems = ReturnType<typeof createProblems>;
