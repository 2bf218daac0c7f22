import type { Context } from "../state/context.ts";
import type { Contact } from "../state/records.ts";
import type { NewContact } from "./create-contact.ts";
import { saveContact } from "./save-contact.ts";
import { validateContact } from "./validate-contact.ts";

/** An edit through the API: attributes are merged shallowly into what is stored (CONTRACT 3.4). */
export function updateContact(ctx: Context, contact: Contact, edit: NewContact): void {
  const { avatar_url: avatarUrl, ...columns } = edit;
  const patch: Partial<Contact> = { ...columns };
  if (edit.email !== undefined) patch.email = edit.email ? edit.email.toLowerCase() : null;
  if (edit.phone_number !== undefined) patch.phone_number = edit.phone_number || null;
  if (edit.identifier !== undefined) patch.identifier = edit.identifier || null;
  if (edit.custom_attributes) {
    patch.custom_attributes = { ...contact.custom_attributes, ...edit.custom_attributes };
  }
  if (edit.additional_attributes) {
    patch.additional_attributes = { ...contact.additional_attributes, ...edit.additional_attributes };
  }
  validateContact(ctx.world, { ...contact, ...patch });
  // A picture is stored beside the row: it alone is no change of the contact (CONTRACT 1.1, avatar sync).
  if (avatarUrl !== undefined) contact.avatar_url = avatarUrl;
  saveContact(ctx, contact, patch);
}
