import type { Context } from "../state/context.ts";
import type { Contact } from "../state/records.ts";
import { saveContact } from "./save-contact.ts";

/** Label names are stored lower case, each once; a Label record need not exist (CONTRACT 3.4). */
export function normalLabels(labels: string[]): string[] {
  return [...new Set(labels.map((label) => label.trim().toLowerCase()).filter((label) => label !== ""))];
}

/** Replaces the whole set. */
export function labelContact(ctx: Context, contact: Contact, labels: string[]): void {
  saveContact(ctx, contact, { label_list: normalLabels(labels) });
}
