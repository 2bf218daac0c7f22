import type { Contact } from "../state/records.ts";

const KEYS: Record<string, (contact: Contact) => string | number | null> = {
  name: (contact) => contact.name.toLowerCase(),
  email: (contact) => contact.email,
  phone_number: (contact) => contact.phone_number,
  last_activity_at: (contact) => contact.last_activity_at,
  created_at: (contact) => contact.created_at,
  company_name: (contact) => String(contact.additional_attributes.company_name ?? "") || null,
  city: (contact) => String(contact.additional_attributes.city ?? "") || null,
  country: (contact) => String(contact.additional_attributes.country ?? "") || null,
};

/** `sort=-last_activity_at` and its like; nothing known comes last either way. Without one the order is nobody's promise. */
export function orderContacts(contacts: Contact[], sort: unknown): Contact[] {
  const wanted = String(sort ?? "");
  const keyOf = KEYS[wanted.replace("-", "")];
  if (!keyOf) return contacts;
  const direction = wanted.startsWith("-") ? -1 : 1;
  return [...contacts].sort((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    if (left === right) return a.id - b.id;
    if (left === null) return 1;
    if (right === null) return -1;
    return left < right ? -direction : direction;
  });
}
