import type { Contact } from "@proppilot/shared-types";

const fields = [
  "name",
  "email",
  "phone",
  "identifier",
  "avatarUrl",
  "blocked",
  "source",
  "createdAt",
  "lastActivityAt",
  "stage",
  "tags",
  "channels",
] as const satisfies (keyof Contact)[];

/** A field that the panel can show as just changed; custom attributes by `attribute:<key>`. */
export type ChangedField = (typeof fields)[number] | `attribute:${string}`;

/** Which fields an agent would see differ between two readings of one contact. */
export function changedFields(before: Contact, after: Contact): ChangedField[] {
  const changed: ChangedField[] = fields.filter((field) => !same(before[field], after[field]));
  const old = new Map(before.attributes.map((attribute) => [attribute.key, attribute.value]));
  for (const { key, value } of after.attributes) {
    if (!old.has(key) || !same(old.get(key), value)) changed.push(`attribute:${key}`);
  }
  return changed;
}

/** Both come out of one serializer, so equal values have equal texts. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
