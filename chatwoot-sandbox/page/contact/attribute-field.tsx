import { useId } from "preact/hooks";
import type { AttributeDefinition, Contact } from "../rest/records.ts";
import { useDesk } from "../store/desk-provider.ts";
import { attributeText, attributeValue } from "./attribute-text.ts";

/** One custom attribute of a contact, saved when the field is left. */
export function AttributeField({ contact, definition }: { contact: Contact; definition: AttributeDefinition }) {
  const { editContact, problems } = useDesk();
  const id = useId();
  const { attribute_key: key, attribute_display_type: type, attribute_values: values } = definition;
  const choices = type === "checkbox" ? ["Yes", "No"] : type === "list" ? values : null;
  const text = attributeText(contact.custom_attributes[key]);
  const save = (typed: string) => {
    if (typed === text) return;
    problems.during(editContact(contact.id, { custom_attributes: { [key]: attributeValue(typed, type) } }));
  };
  return (
    <div class="attribute">
      <label for={id}>{definition.attribute_display_name}</label>
      {choices !== null ? (
        <select id={id} class="attribute-input" value={text} onChange={(event) => save(event.currentTarget.value)}>
          <option value="">Not set</option>
          {choices.map((value) => (
            <option key={value}>{value}</option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          class="attribute-input"
          value={text}
          placeholder="Not set"
          onChange={(event) => save(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
