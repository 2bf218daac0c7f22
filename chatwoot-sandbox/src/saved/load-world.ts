import { existsSync, readFileSync, renameSync } from "node:fs";
import { deserialize } from "node:v8";
import { createWorld, skipIds, type World } from "../state/world.ts";
import { savedStateSchema } from "./saved-state.ts";

/** More than anybody makes in the moment before a kill that is not in the file. */
const IDS_PERHAPS_LOST = 100;

/** The saved world; null when there is none or it cannot be read, which is said and put aside. */
export function loadWorld(file: string): World | null {
  if (!existsSync(file)) return null;
  try {
    const { endedInOrder, world: saved } = savedStateSchema.parse(deserialize(readFileSync(file)));
    const world = createWorld(saved);
    // Others may have been told of rows that the file does not know.
    if (!endedInOrder) skipIds(world, IDS_PERHAPS_LOST);
    return world;
  } catch {
    const aside = `${file}.unreadable`;
    renameSync(file, aside);
    console.error(`${file} is damaged or of another release: it is now ${aside}, and the sandbox starts anew.`);
    return null;
  }
}
