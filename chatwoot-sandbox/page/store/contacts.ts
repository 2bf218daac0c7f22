import { signal } from "@preact/signals";
import type { Chatwoot, ContactEdit } from "../rest/chatwoot.ts";
import type { Contact } from "../rest/records.ts";

/** Contacts by id, empty until a conversation with one of them is opened, as in Chatwoot's own store. */
export function createContacts(chatwoot: Chatwoot) {
  const records = signal<ReadonlyMap<number, Contact>>(new Map());
  const labels = signal<ReadonlyMap<number, readonly string[]>>(new Map());
  const put = (contact: Contact) => {
    records.value = new Map(records.value).set(contact.id, contact);
  };
  const putLabels = (id: number, next: readonly string[]) => {
    labels.value = new Map(labels.value).set(id, next);
  };

  return {
    records,
    labels,
    async load(id: number) {
      const [contact, tags] = await Promise.all([chatwoot.contact(id), chatwoot.contactLabels(id)]);
      put(contact);
      putLabels(id, tags);
      return contact;
    },
    async edit(id: number, edit: ContactEdit) {
      const contact = await chatwoot.editContact(id, edit);
      put(contact);
      return contact;
    },
    /** Chatwoot replaces the whole set (CONTRACT 3.4). */
    async setLabels(id: number, next: readonly string[]) {
      putLabels(id, await chatwoot.setContactLabels(id, [...next]));
    },
  };
}

export type Contacts = ReturnType<typeof createContacts>;
