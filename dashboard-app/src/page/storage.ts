/** Small texts that outlive the frame. */
export interface Memory {
  read(key: string): string | null;
  write(key: string, value: string): void;
  forget(key: string): void;
}

/**
 * `sessionStorage`, which browsers partition by the embedding site. Where it is refused altogether the panel still
 * works until the frame is destroyed.
 */
export function createMemory(open: () => Storage): Memory {
  const fallback = new Map<string, string>();
  const attempt = <T>(withStorage: (storage: Storage) => T, without: () => T): T => {
    try {
      return withStorage(open());
    } catch {
      return without();
    }
  };
  return {
    read: (key) =>
      attempt(
        (storage) => storage.getItem(key),
        () => fallback.get(key) ?? null,
      ),
    write: (key, value) =>
      attempt(
        (storage) => storage.setItem(key, value),
        () => void fallback.set(key, value),
      ),
    forget: (key) =>
      attempt(
        (storage) => storage.removeItem(key),
        () => void fallback.delete(key),
      ),
  };
}
