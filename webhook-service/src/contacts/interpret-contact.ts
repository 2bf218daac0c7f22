import type { ContactPayload } from "@proppilot/shared-types";
import { type Draft, record, touchContact, wishRead } from "./draft.ts";
import { own, same } from "./same.ts";
import type { ContactState, Instant, Json } from "./state.ts";
import { compareVersions, laterVersion, type Version, versionAfter } from "./version.ts";

/** The fields that every form of a contact carries, as we keep them. */
type CoreFields = Pick<ContactState, "name" | "email" | "phone" | "identifier" | "avatarUrl"> & {
  /** undefined before Chatwoot 4.0.2. */
  blocked: boolean | undefined;
  attributes: Record<string, Json>;
};

/** Payload keys behind our fields, as `changed_attributes` names them. */
const payloadKeys: Record<string, string> = {
  name: "name",
  email: "email",
  phone: "phone_number",
  identifier: "identifier",
  blocked: "blocked",
  attributes: "custom_attributes",
};

const longestKey = 255;

export type ChangedAttributes = Record<string, { previous_value?: Json; current_value?: Json }>;

export interface ContactSnapshot {
  payload: ContactPayload;
  version: Version | null;
  /** What Chatwoot says this event is about; absent where the snapshot only accompanies another event. */
  changed?: ChangedAttributes;
  /** Known to be newer than all that we know, whatever the versions say. */
  surelyNewer?: boolean;
}

/**
 * Brings a snapshot of the contact in. Unknown contact: it exists from now on. Newer: applied. Older: nothing. Where
 * that can't be told and something differs, a read from Chatwoot decides.
 */
export function interpretContact(draft: Draft, snapshot: ContactSnapshot): void {
  const { contact } = draft.known;
  if (!contact) {
    createContact(draft, snapshot);
    return;
  }
  if (contact.gone && !snapshot.surelyNewer) {
    if (compareVersions(contact.coreVersion, snapshot.version) !== "older")
      wishRead(draft, { reason: "gone_but_seen" });
    return;
  }
  const fields = coreFieldsOf(snapshot.payload);
  const differing = differingFields(contact, fields);
  if (differing.length === 0) {
    touchContact(draft, { coreVersion: laterVersion(contact.coreVersion, snapshot.version) });
    return;
  }
  const order = snapshot.surelyNewer ? "newer" : orderOf(contact, snapshot, differing);
  if (order === "older") return;
  if (order === "unclear") {
    wishRead(draft, { reason: "order_unclear" });
    return;
  }
  // A field that turned around without Chatwoot saying that it changed: an event in between was lost.
  const unexplained = snapshot.changed ? differing.filter((field) => !isExplained(field, snapshot.changed)) : [];
  if (unexplained.length > 0) wishRead(draft, { reason: "unexplained_difference" });
  applyFields(draft, fields, differing);
  touchContact(draft, { coreVersion: versionAfter(contact.coreVersion, snapshot.version) });
}

function createContact(draft: Draft, { payload, version }: ContactSnapshot): void {
  const { attributes, blocked, ...fields } = coreFieldsOf(payload);
  const contact: ContactState = {
    id: draft.newId(),
    chatwootId: payload.id,
    ...fields,
    blocked: blocked ?? null,
    attributes,
    source: null,
    createdAt: null,
    tags: [],
    unknown: ["tags", "createdAt", ...(blocked === undefined ? ["blocked"] : [])].sort(),
    stage: { name: "new", since: draft.at },
    gone: false,
    firstSeenAt: draft.at,
    firstIncomingAt: null,
    firstConversation: null,
    historyComplete: false,
    lastActivityAt: null,
    coreVersion: version,
    tagsVersion: null,
    checkedAt: null,
  };
  record(draft, "contact", undefined, contact as unknown as Json, "first_seen");
}

function coreFieldsOf(payload: ContactPayload): CoreFields {
  return {
    name: payload.name ?? null,
    email: payload.email || null,
    phone: payload.phone_number || null,
    identifier: payload.identifier || null,
    avatarUrl: payload.thumbnail || null,
    blocked: payload.blocked ?? undefined,
    attributes: keepable(payload.custom_attributes ?? {}),
  };
}

/** Changes are found by their field, and no index takes a name of any length; nobody names a field like that. */
function keepable(attributes: Record<string, Json>): Record<string, Json> {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => key.length <= longestKey));
}

function differingFields(contact: ContactState, fields: CoreFields): string[] {
  return Object.entries(fields)
    .filter(([field, value]) => value !== undefined && !same(contact[field as keyof CoreFields], value))
    .map(([field]) => field);
}

/** Versions first; where they can't tell, a chain does: all that differs was what Chatwoot says it was before. */
function orderOf(contact: ContactState, snapshot: ContactSnapshot, differing: string[]) {
  const order = compareVersions(contact.coreVersion, snapshot.version);
  if (order !== "unclear" || contact.coreVersion !== null || !snapshot.changed) return order;
  const { changed } = snapshot;
  const chained = differing.every((field) => {
    const change = changed[payloadKeys[field] ?? ""];
    return change && same(change.previous_value ?? null, contact[field as keyof CoreFields] ?? null);
  });
  return chained ? "newer" : "unclear";
}

function isExplained(field: string, changed: ChangedAttributes | undefined): boolean {
  // A new picture is an attachment to Chatwoot: it is in no changed_attributes.
  return field === "avatarUrl" || changed?.[payloadKeys[field] ?? ""] !== undefined;
}

function applyFields(draft: Draft, fields: CoreFields, differing: string[]): void {
  const before = draft.known.contact;
  if (!before) return;
  for (const field of differing) {
    if (field === "attributes") continue;
    const next = fields[field as Exclude<keyof CoreFields, "attributes">];
    record(draft, field, before[field as keyof CoreFields] as Json, next, "chatwoot_says");
  }
  const keys = new Set([...Object.keys(before.attributes), ...Object.keys(fields.attributes)]);
  for (const key of [...keys].sort()) {
    record(draft, `attributes.${key}`, own(before.attributes, key), own(fields.attributes, key), "chatwoot_says");
  }
  if (fields.blocked !== undefined) makeKnown(draft, "blocked");
}

/** The contact's tags as one whole set, with a version of their own: contact bodies don't carry them (CONTRACT §1.1). */
export function interpretTags(draft: Draft, labels: string[], version: Version | null, surelyNewer = false): void {
  const { contact } = draft.known;
  if (!contact) return;
  const next = [...new Set(labels)].sort();
  const known = !contact.unknown.includes("tags");
  const order = surelyNewer || !known ? "newer" : compareVersions(contact.tagsVersion, version);
  if (known && same(contact.tags, next)) {
    touchContact(draft, { tagsVersion: laterVersion(contact.tagsVersion, version) });
    return;
  }
  if (order === "older") return;
  if (order === "unclear") {
    wishRead(draft, { reason: "order_unclear" });
    return;
  }
  for (const tag of contact.tags)
    if (!next.includes(tag)) record(draft, `tags.${tag}`, true, undefined, "chatwoot_says");
  for (const tag of next)
    if (!contact.tags.includes(tag)) record(draft, `tags.${tag}`, undefined, true, "chatwoot_says");
  makeKnown(draft, "tags");
  touchContact(draft, { tagsVersion: versionAfter(contact.tagsVersion, version) });
}

/** Something was said about a field for the first time, be it that there is nothing. */
export function makeKnown(draft: Draft, field: string): void {
  const unknown = draft.known.contact?.unknown ?? [];
  if (unknown.includes(field)) touchContact(draft, { unknown: unknown.filter((name) => name !== field) });
}

/** Activity only ever moves forward. */
export function noteActivity(draft: Draft, at: Instant | null): void {
  const { contact } = draft.known;
  if (!contact || at === null) return;
  if (contact.lastActivityAt === null || at > contact.lastActivityAt) touchContact(draft, { lastActivityAt: at });
}
