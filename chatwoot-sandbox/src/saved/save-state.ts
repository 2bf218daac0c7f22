import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { serialize } from "node:v8";
import type { World } from "../state/world.ts";
import { FORMAT } from "./saved-state.ts";

/** Replaces the file at once: a reader finds the old state or the new one. */
export function saveState(file: string, world: World, endedInOrder: boolean): void {
  const next = `${file}.next`;
  mkdirSync(dirname(file), { recursive: true });
  // Serializing makes plain data of a Table. Access tokens are in it: nobody else may read the file.
  writeFileSync(next, serialize({ format: FORMAT, endedInOrder, world }), { mode: 0o600, flush: true });
  renameSync(next, file);
}
