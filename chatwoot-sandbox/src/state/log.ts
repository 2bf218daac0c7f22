const KEPT = 1000;

/** The last entries of a kind, newest first. */
export interface Log<E> {
  add(entry: E): void;
  newestFirst(): E[];
  clear(): void;
}

export function createLog<E>(): Log<E> {
  let entries: E[] = [];
  return {
    add(entry) {
      entries.push(entry);
      // Trimmed in strides, so that a flood of entries stays cheap.
      if (entries.length > 2 * KEPT) entries = entries.slice(-KEPT);
    },
    newestFirst: () => entries.slice(-KEPT).reverse(),
    clear() {
      entries = [];
    },
  };
}
