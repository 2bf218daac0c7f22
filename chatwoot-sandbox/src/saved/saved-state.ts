import * as z from "zod";
import type { SavedWorld } from "../state/world.ts";

/** Counts up whenever rows change their shape: older files are not understood then. */
export const FORMAT = 1;

/** A state file's content, as `node:v8` serializes it: objects that are the same stay the same. */
export const savedStateSchema = z.object({
  format: z.literal(FORMAT),
  /** False while the sandbox runs, so also after it was killed. */
  endedInOrder: z.boolean(),
  world: z.custom<SavedWorld>((world) => typeof world === "object" && world !== null),
});
