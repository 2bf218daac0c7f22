import * as z from "zod";
import type { Tx } from "../store/connect.ts";

export const changesChannel = "proppilot_changes";

/** Ids only: what a listener may see of the contact, it reads in its own tenant with its own rights. */
const announcementSchema = z.object({
  tenantId: z.string(),
  contactId: z.string(),
  chatwootId: z.number(),
  /** null: only watermarks moved. */
  changeId: z.string().nullable(),
});
export type Announcement = z.infer<typeof announcementSchema>;

/** Tells every `serve` process, once the transaction has committed. */
export async function announceChange(tx: Tx, announcement: Announcement): Promise<void> {
  await tx.raw("select pg_notify(?, ?)", [changesChannel, JSON.stringify(announcement)]);
}

/** The reverse; null for what is none of ours: anybody who may connect may notify on our channel. */
export function readAnnouncement(payload: string | undefined): Announcement | null {
  try {
    return announcementSchema.parse(JSON.parse(payload ?? ""));
  } catch {
    return null;
  }
}
