import { storeUnreachable } from "./in-time.ts";

export interface GroupCommit<T> {
  /**
   * Resolves once the item is on disk; throws `store_unreachable` where that can't be said in time.
   * @param patience how long the item may wait, in ms
   */
  add(item: T, patience: number): Promise<void>;
}

export interface GroupCommitOptions<T> {
  /** Stores all items in one transaction or none. */
  store(items: readonly T[]): Promise<void>;
  /** Is it the items' own fault that they can't be stored, so that trying them one by one may save the others? */
  isDataFault(error: unknown): boolean;
  maxBatch: number;
  /** How much an item weighs, and how much a batch may. */
  sizeOf(item: T): number;
  maxSize: number;
  onStored?(items: readonly T[]): void;
}

interface Waiting<T> {
  item: T;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Requests that arrive while a commit is under way share the next one, so that durability costs one fsync a batch
 * instead of one a request. An item that outlives its patience is refused and left out; should its commit be under way and
 * still succeed, the sender was told "no" about something that is stored: the harmless mistake of the two.
 */
export function createGroupCommit<T>(options: GroupCommitOptions<T>): GroupCommit<T> {
  let waiting: Waiting<T>[] = [];
  let committing = false;

  async function commitAll(): Promise<void> {
    committing = true;
    while (waiting.length > 0) {
      const batch = nextBatch();
      waiting = waiting.slice(batch.length);
      await commit(batch);
    }
    committing = false;
  }

  /** At least one, and no more than fits. */
  function nextBatch(): Waiting<T>[] {
    let size = 0;
    const fitting = waiting.slice(0, options.maxBatch).findIndex(({ item }, index) => {
      size += options.sizeOf(item);
      return index > 0 && size > options.maxSize;
    });
    return waiting.slice(0, fitting < 0 ? options.maxBatch : fitting);
  }

  async function commit(batch: readonly Waiting<T>[]): Promise<void> {
    const items = batch.map(({ item }) => item);
    try {
      await options.store(items);
    } catch (error) {
      if (batch.length > 1 && options.isDataFault(error)) {
        for (const one of batch) await commit([one]);
      } else {
        for (const { reject } of batch) reject(storeUnreachable(error));
      }
      return;
    }
    for (const { resolve } of batch) resolve();
    options.onStored?.(items);
  }

  return {
    add(item, patience) {
      return new Promise((resolve, reject) => {
        const entry: Waiting<T> = {
          item,
          resolve() {
            clearTimeout(timer);
            resolve();
          },
          reject(error) {
            clearTimeout(timer);
            reject(error);
          },
        };
        const timer = setTimeout(() => {
          waiting = waiting.filter((other) => other !== entry);
          entry.reject(storeUnreachable());
        }, patience);
        waiting.push(entry);
        if (!committing) void commitAll();
      });
    },
  };
}
