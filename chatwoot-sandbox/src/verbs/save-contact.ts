import { applyChanges } from "../state/changes.ts";
import type { Context } from "../state/context.ts";
import type { Contact } from "../state/records.ts";

/** The one way in which a stored contact changes. Nothing changed, nothing is told. */
export function saveContact(ctx: Context, contact: Contact, patch: Partial<Contact>): void {
  const changes = applyChanges(contact, patch, ctx.now());
  if (changes.size > 0) ctx.emit({ type: "contact.updated", contact, changes });
}
