import type { Contact } from "@proppilot/shared-types";
import type { ChangedField } from "../contact/changed-fields.ts";
import type { Language } from "../language/language.ts";

/** Names the changed fields, for screen readers. */
export function describeChanges(changed: ReadonlySet<ChangedField>, contact: Contact, { t, list }: Language): string {
  const labels = new Map(contact.attributes.map(({ key, label }) => [key, label]));
  return list(
    [...changed].map((field) => {
      if (!isAttribute(field)) return t(`field.${field}`);
      const key = field.slice("attribute:".length);
      return labels.get(key) ?? key;
    }),
  );
}

function isAttribute(field: ChangedField): field is `attribute:${string}` {
  return field.startsWith("attribute:");
}
