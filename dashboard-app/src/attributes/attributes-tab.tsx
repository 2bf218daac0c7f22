import type { Attribute, Contact } from "@proppilot/shared-types";
import { ListChecks, Square, SquareCheck } from "lucide";
import type { ChangedField } from "../contact/changed-fields.ts";
import { useLanguage } from "../language/language.ts";
import { Field, Missing } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Notice } from "../ui/notice.tsx";
import { displayValue } from "./display-value.ts";

interface Props {
  contact: Contact;
  changed: ReadonlySet<ChangedField>;
}

/** The contact's custom attributes, each shown by its type. */
export function AttributesTab({ contact, changed }: Props) {
  const { t } = useLanguage();
  if (contact.attributes.length === 0) {
    if (contact.unknown.includes("attributes")) return <Notice icon={ListChecks} title={t("attributes.unknown")} />;
    return <Notice icon={ListChecks} title={t("attributes.none")} hint={t("attributes.none.hint")} />;
  }
  return (
    <dl class="rows wide-rows">
      {contact.attributes.map((attribute) => (
        <Field key={attribute.key} label={attribute.label} changed={changed.has(`attribute:${attribute.key}`)}>
          <Value attribute={attribute} />
          <Provenance attribute={attribute} />
        </Field>
      ))}
    </dl>
  );
}

function Value({ attribute }: { attribute: Attribute }) {
  const language = useLanguage();
  const shown = displayValue(attribute, language);
  switch (shown.kind) {
    case "none":
      return <Missing kind="none" />;
    case "text":
      return <span class="value">{shown.text}</span>;
    case "link":
      return (
        <a class="link value" href={shown.href} target="_blank" rel="noopener noreferrer">
          {shown.text}
        </a>
      );
    case "check":
      return (
        <span class="with-icon">
          <Icon node={shown.checked ? SquareCheck : Square} />
          {language.t(shown.checked ? "value.yes" : "value.no")}
        </span>
      );
  }
}

function Provenance({ attribute: { changedBy, changedAt } }: { attribute: Attribute }) {
  const { t, moment, full } = useLanguage();
  if (!changedBy || !changedAt) return null;
  return (
    <span class="aside" title={full(changedAt)}>
      {t("attributes.setBy", { who: changedBy, date: moment(changedAt) })}
    </span>
  );
}
