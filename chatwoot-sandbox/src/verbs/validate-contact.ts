import { invalid } from "../refusal.ts";
import type { Contact } from "../state/records.ts";
import type { World } from "../state/world.ts";

type Identity = Pick<Contact, "id" | "account_id" | "name" | "email" | "phone_number" | "identifier">;

const EMAIL = /^[^\s@]+@[^\s@]+$/;
/** Chatwoot anchors the pattern at the end only, so text before the plus passes (CONTRACT 4). */
const PHONE = /\+[1-9]\d{1,14}$/;

/** Chatwoot's validations; `id` 0 stands for a contact that is not stored yet. */
export function validateContact(world: World, contact: Identity): void {
  const faults: { attribute: string; message: string }[] = [];
  const fault = (attribute: string, message: string) => faults.push({ attribute, message });
  const others = world.contacts.where((other) => other.account_id === contact.account_id && other.id !== contact.id);

  if (contact.email && !EMAIL.test(contact.email)) fault("email", "Email is invalid");
  if (contact.email && others.some((other) => other.email?.toLowerCase() === contact.email?.toLowerCase())) {
    fault("email", "Email has already been taken");
  }
  if (contact.identifier && others.some((other) => other.identifier === contact.identifier)) {
    fault("identifier", "Identifier has already been taken");
  }
  if (contact.phone_number && !PHONE.test(contact.phone_number)) {
    fault("phone_number", "Phone number should be in e164 format");
  }
  if (contact.phone_number && others.some((other) => other.phone_number === contact.phone_number)) {
    fault("phone_number", "Phone number has already been taken");
  }
  if (contact.name.length > 255) fault("name", "Name is too long (maximum is 255 characters)");
  if (faults.length > 0) throw invalid(faults);
}
