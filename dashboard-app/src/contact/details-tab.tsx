import type { Channel, Contact } from "@proppilot/shared-types";
import { useLanguage } from "../language/language.ts";
import { ChannelIcon } from "../ui/channel-icon.tsx";
import { Copyable } from "../ui/copy-button.tsx";
import { Field, Missing } from "../ui/field.tsx";
import { InboxName } from "../ui/inbox-name.tsx";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/section.tsx";
import type { ChangedField } from "./changed-fields.ts";
import { knownValue } from "./known-value.ts";

interface Props {
  contact: Contact;
  changed: ReadonlySet<ChangedField>;
}

/** What is known about the person, where they came from, and how they are known elsewhere. */
export function DetailsTab({ contact, changed }: Props) {
  const { t } = useLanguage();
  return (
    <div class="sections">
      <Section title={t("details.contact")}>
        <dl class="rows">
          {(["name", "email", "phone", "identifier"] as const).map((field) => (
            <Field key={field} label={t(`field.${field}`)} changed={changed.has(field)}>
              <Text contact={contact} field={field} />
            </Field>
          ))}
        </dl>
      </Section>
      <Section title={t("details.source")}>
        <dl class="rows">
          <Field label={t("field.source")} changed={changed.has("source")}>
            <Source contact={contact} />
          </Field>
          {(["createdAt", "lastActivityAt"] as const).map((field) => (
            <Field key={field} label={t(`field.${field}`)} changed={changed.has(field)}>
              <Time contact={contact} field={field} />
            </Field>
          ))}
        </dl>
      </Section>
      <Section title={t("details.channels")}>
        {contact.channels.length === 0 ? (
          <p class="missing">{t("details.channels.none")}</p>
        ) : (
          <dl class={changed.has("channels") ? "rows changed" : "rows"}>
            {contact.channels.map((channel) => (
              <ChannelRow key={`${channel.inboxId}:${channel.sourceId}`} channel={channel} />
            ))}
          </dl>
        )}
      </Section>
      <Section title={t("details.ids")}>
        <dl class="rows">
          <Field label={t("details.panelId")}>
            <Copyable text={contact.id} what={t("details.panelId")} mono />
          </Field>
          <Field label={t("details.chatwootId")}>
            <Copyable text={String(contact.chatwootId)} what={t("details.chatwootId")} mono />
          </Field>
        </dl>
      </Section>
    </div>
  );
}

function Text({ contact, field }: { contact: Contact; field: "name" | "email" | "phone" | "identifier" }) {
  const { t } = useLanguage();
  const known = knownValue(contact, field);
  if (known.kind !== "known") return <Missing kind={known.kind} />;
  if (field === "name") return known.value;
  return <Copyable text={known.value} what={t(`field.${field}`)} />;
}

function Time({ contact, field }: { contact: Contact; field: "createdAt" | "lastActivityAt" }) {
  const known = knownValue(contact, field);
  return known.kind === "known" ? <Moment at={known.value} full /> : <Missing kind={known.kind} />;
}

function Source({ contact }: { contact: Contact }) {
  const { t } = useLanguage();
  const known = knownValue(contact, "source");
  if (known.kind !== "known") return <Missing kind={known.kind} />;
  const { kind, inboxName } = known.value;
  return (
    <>
      <span class="with-icon">
        <ChannelIcon kind={kind} />
        {t(`channel.${kind}`)}
      </span>
      <InboxName kind={kind} name={inboxName} />
    </>
  );
}

function ChannelRow({ channel }: { channel: Channel }) {
  const { t } = useLanguage();
  const kind = t(`channel.${channel.kind}`);
  return (
    <div class="row">
      <dt>
        <span class="with-icon">
          <ChannelIcon kind={channel.kind} />
          {kind}
        </span>
        <InboxName kind={channel.kind} name={channel.inboxName} />
      </dt>
      <dd>
        <Copyable text={channel.identifier} what={kind} />
        {channel.username && <span class="aside">@{channel.username.replace(/^@/, "")}</span>}
      </dd>
    </div>
  );
}
