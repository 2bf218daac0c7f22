import { Refusal } from "../refusal.ts";
import type { Context } from "../state/context.ts";
import type { Contact } from "../state/records.ts";

const BACKGROUND_DELAY_MS = 300;

/**
 * The contact goes at once and without a webhook; what hangs on it goes later, in a background job (CONTRACT 3.4).
 */
export function deleteContact(ctx: Context, contact: Contact): void {
  if (contact.online_until > ctx.now()) {
    throw new Refusal(422, { message: `${contact.name} is Online, please try again later` });
  }
  const { world } = ctx;
  world.contacts.delete(contact.id);
  // Chatwoot removes these later too, but a channel id in between would only lead nowhere.
  for (const row of world.contactInboxes.where((row) => row.contact_id === contact.id)) {
    world.contactInboxes.delete(row.id);
  }
  ctx.emit({ type: "contact.deleted", contact });
  ctx.jobs.run(() => {
    for (const conversation of world.conversations.where((row) => row.contact_id === contact.id)) {
      for (const message of world.threads.get(conversation.id) ?? []) world.messages.delete(message.id);
      world.threads.delete(conversation.id);
      world.conversations.delete(conversation.id);
    }
    for (const note of world.notes.where((note) => note.contact_id === contact.id)) world.notes.delete(note.id);
  }, BACKGROUND_DELAY_MS);
}
