import type { Context } from "../state/context.ts";
import type { Contact } from "../state/records.ts";
import { saveContact } from "./save-contact.ts";

export function removeContactAttributes(ctx: Context, contact: Contact, keys: string[]): void {
  const kept = Object.entries(contact.custom_attributes).filter(([key]) => !keys.includes(key));
  saveContact(ctx, contact, { custom_attributes: Object.fromEntries(kept) });
}
