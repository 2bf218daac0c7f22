import type { IconNode } from "lucide";
import { AtSign, Mail, MapPin, Pencil, Phone, UserRound } from "lucide";
import { useState } from "preact/hooks";
import { ChannelIcon } from "../conversations/channel-icon.tsx";
import { describeChannel } from "../conversations/describe-channel.ts";
import type { Contact } from "../rest/records.ts";
import { Icon } from "../ui/icon.tsx";
import { ContactForm } from "./contact-form.tsx";

function attributeText(contact: Contact, ...keys: string[]): string | null {
  const texts = keys
    .map((key) => contact.additional_attributes[key])
    .filter((value) => typeof value === "string" && value);
  return texts.length === 0 ? null : texts.join(", ");
}

/** The facts in the order in which Chatwoot shows them; what is unknown is named as such only where it can be reached. */
function factsOf(contact: Contact): { icon: IconNode; name: string; value: string | null }[] {
  return [
    { icon: Mail, name: "Email", value: contact.email },
    { icon: Phone, name: "Phone number", value: contact.phone_number },
    {
      icon: AtSign,
      name: "User name",
      value: attributeText(contact, "username") ?? attributeText(contact, "social_instagram_user_name"),
    },
    { icon: UserRound, name: "Identifier", value: contact.identifier },
    { icon: MapPin, name: "Location", value: attributeText(contact, "city", "country") },
  ].filter((fact) => fact.value || fact.name === "Email" || fact.name === "Phone number");
}

export function ContactFacts({ contact, channel }: { contact: Contact; channel: string }) {
  const [editing, setEditing] = useState(false);
  if (editing) return <ContactForm contact={contact} close={() => setEditing(false)} />;
  return (
    <div class="facts">
      <dl>
        {factsOf(contact).map(({ icon, name, value }) => (
          <div class="fact" key={name}>
            <dt title={name}>
              <Icon node={icon} />
              <span class="visually-hidden">{name}</span>
            </dt>
            <dd class={value ? "" : "fact-missing"}>{value || "Not available"}</dd>
          </div>
        ))}
        <div class="fact">
          <dt title="Channel">
            <ChannelIcon channelType={channel} size={16} />
            <span class="visually-hidden">Channel</span>
          </dt>
          <dd>{describeChannel(channel).name}</dd>
        </div>
      </dl>
      <button type="button" class="button button-faded button-small" onClick={() => setEditing(true)}>
        <Icon node={Pencil} size={14} /> Edit contact
      </button>
    </div>
  );
}
