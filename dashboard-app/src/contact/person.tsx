import type { Contact } from "@proppilot/shared-types";
import { useLanguage } from "../language/language.ts";
import { ChannelIcon } from "../ui/channel-icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { Avatar } from "./avatar.tsx";
import type { ChangedField } from "./changed-fields.ts";

interface Props {
  contact: Contact;
  changed: ReadonlySet<ChangedField>;
}

/** Who the contact is, at a glance. */
export function Person({ contact, changed }: Props) {
  const { t } = useLanguage();
  return (
    <div class="person">
      <Avatar contact={contact} />
      <div class="person-words">
        <h1 class={changed.has("name") ? "name changed" : "name"}>{contact.name ?? t("value.unnamed")}</h1>
        <p class="person-line">
          {contact.blocked && <span class="badge ruby">{t("field.blocked")}</span>}
          {contact.source && (
            <span class="with-icon">
              <ChannelIcon kind={contact.source.kind} size={14} />
              {t(`channel.${contact.source.kind}`)}
            </span>
          )}
          {contact.lastActivityAt && (
            <span>
              {t("field.lastActivityAt")} <Moment at={contact.lastActivityAt} />
            </span>
          )}
        </p>
      </div>
    </div>
  );
}
