import type { Contact } from "../rest/records.ts";
import { useDesk } from "../store/desk-provider.ts";
import { AttributeField } from "./attribute-field.tsx";

/** The custom attributes that the account has defined; others are stored but not shown (CONTRACT 3.7). */
export function ContactAttributes({ contact }: { contact: Contact }) {
  const definitions = useDesk().directory.attributes.value;
  if (definitions.length === 0) return null;
  return (
    <section class="contact-section">
      <h3>Custom attributes</h3>
      {definitions.map((definition) => (
        <AttributeField key={definition.id} contact={contact} definition={definition} />
      ))}
    </section>
  );
}
