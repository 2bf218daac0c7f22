import type { Memory } from "../../src/page/storage.ts";

/** `sessionStorage` without a browser. */
export function fakeMemory(): Memory & { held: Map<string, string> } {
  const held = new Map<string, string>();
  return {
    held,
    read: (key) => held.get(key) ?? null,
    write: (key, value) => void held.set(key, value),
    forget: (key) => void held.delete(key),
  };
}
