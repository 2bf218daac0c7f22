import type { Contact } from "@proppilot/shared-types";
import { useLanguage } from "../language/language.ts";

interface Props {
  contact: Pick<Contact, "tags" | "unknown">;
  changed: boolean;
}

/** The contact's tags as chips. */
export function Tags({ contact, changed }: Props) {
  const { t } = useLanguage();
  if (contact.tags.length === 0) {
    return (
      <p class="missing small">{t(contact.unknown.includes("tags") ? "details.tags.unknown" : "details.tags.none")}</p>
    );
  }
  return (
    <ul class={changed ? "chips changed" : "chips"} aria-label={t("field.tags")}>
      {contact.tags.map((tag) => (
        <li key={tag} class="chip">
          {tag}
        </li>
      ))}
    </ul>
  );
}
