import type { Contact } from "@proppilot/shared-types";

/** A field's value, or why there is none: Chatwoot says so, or nobody has told us yet. */
export type Known<T> = { kind: "known"; value: T } | { kind: "none" } | { kind: "unknown" };

type Field = "name" | "email" | "phone" | "identifier" | "source" | "createdAt" | "lastActivityAt";

/** Tells an empty field from one that nothing has told us about yet. */
export function knownValue<F extends Field>(contact: Contact, field: F): Known<NonNullable<Contact[F]>> {
  const value = contact[field];
  if (value !== null) return { kind: "known", value };
  return { kind: contact.unknown.includes(field) || neverEmpty.has(field) ? "unknown" : "none" };
}

/** Every contact has come from somewhere at some time: without a value these are simply not known. */
const neverEmpty = new Set<Field>(["source", "createdAt"]);
