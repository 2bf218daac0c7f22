import type { Context } from "../state/context.ts";
import { seedHarbour } from "./harbour.ts";
import { seedInstallation } from "./installation.ts";

export const seedNames = ["harbour", "none"] as const;
export type SeedName = (typeof seedNames)[number];

export const seeds: Record<SeedName, (ctx: Context) => void> = {
  harbour: seedHarbour,
  /** Accounts, users and inboxes, but nobody who ever wrote. */
  none: (ctx) => void seedInstallation(ctx),
};
