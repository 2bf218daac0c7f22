import type { Context } from "../state/context.ts";
import type { Contact, JsonObject } from "../state/records.ts";
import { saveContact } from "./save-contact.ts";

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isBlank = (value: unknown) => value === null || value === undefined || value === "";

/** The base wins, blanks are filled, objects are merged all the way down. */
function fillBlanks(base: JsonObject, other: JsonObject): JsonObject {
  const merged: JsonObject = { ...other };
  for (const [key, value] of Object.entries(base)) {
    const theirs = other[key];
    if (isObject(value) && isObject(theirs)) merged[key] = fillBlanks(value, theirs);
    else if (!isBlank(value) || isBlank(theirs)) merged[key] = value;
  }
  return merged;
}

/**
 * Chatwoot's own merge (CONTRACT 3.6): the mergee's conversations, messages, channels and notes move to the base, the
 * mergee is destroyed. Labels, picture and blocking are not carried over. Outside it shows only as one
 * `message_updated` for each message that the mergee had sent, and a `contact_updated` if the base gained something.
 */
export function mergeContacts(ctx: Context, base: Contact, mergee: Contact): void {
  if (base.id === mergee.id) return;
  const { world } = ctx;

  for (const conversation of world.conversations.where((row) => row.contact_id === mergee.id)) {
    conversation.contact_id = base.id;
  }
  const sent = world.messages.where((row) => row.sender_type === "Contact" && row.sender_id === mergee.id);
  for (const message of sent) message.sender_id = base.id;
  for (const row of world.contactInboxes.where((row) => row.contact_id === mergee.id)) row.contact_id = base.id;
  for (const note of world.notes.where((note) => note.contact_id === mergee.id)) note.contact_id = base.id;
  world.contacts.delete(mergee.id);

  for (const message of sent) ctx.emit({ type: "message.updated", message });
  saveContact(ctx, base, {
    identifier: base.identifier || mergee.identifier,
    name: base.name || mergee.name,
    email: base.email || mergee.email,
    phone_number: base.phone_number || mergee.phone_number,
    additional_attributes: fillBlanks(base.additional_attributes, mergee.additional_attributes),
    custom_attributes: fillBlanks(base.custom_attributes, mergee.custom_attributes),
  });
  ctx.emit({ type: "contact.merged", contact: base, merged: mergee });
}
