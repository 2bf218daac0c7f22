import { useState } from "preact/hooks";
import type { Contact } from "../rest/records.ts";
import { useDesk } from "../store/desk-provider.ts";
import { Field } from "../ui/field.tsx";

/** Name, email and phone number, saved the way Chatwoot's own form saves them. */
export function ContactForm({ contact, close }: { contact: Contact; close: () => void }) {
  const { editContact, problems } = useDesk();
  const [name, setName] = useState(contact.name);
  const [email, setEmail] = useState(contact.email ?? "");
  const [phone, setPhone] = useState(contact.phone_number ?? "");

  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const saved = await problems.during(
      editContact(contact.id, { name, email: email || null, phone_number: phone || null }),
    );
    if (saved) close();
  };

  return (
    <form class="contact-form" onSubmit={save}>
      <Field label="Name" value={name} onInput={setName} required />
      <Field label="Email" type="email" value={email} onInput={setEmail} />
      <Field label="Phone number" type="tel" value={phone} onInput={setPhone} placeholder="+447700900123" />
      <div class="form-actions">
        <button type="button" class="button button-ghost button-small" onClick={close}>
          Cancel
        </button>
        <button type="submit" class="button button-brand button-small">
          Save
        </button>
      </div>
    </form>
  );
}
