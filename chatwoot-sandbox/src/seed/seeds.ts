import type { Context } from "../state/context.ts";
import { seedHarbour } from "./harbour.ts";

export const seedNames = ["harbour", "none"] as const;
export type SeedName = (typeof seedNames)[number];

/** What fills an installation in which nobody has written yet. */
export const seeds: Record<SeedName, (ctx: Context) => void> = {
  harbour: seedHarbour,
  none: () => {},
};
