import { X } from "lucide";
import type { Contact, Conversation } from "../rest/records.ts";
import { useDesk } from "../store/desk-provider.ts";
import { CustomerBox } from "../switches/customer-box.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { ContactAttributes } from "./contact-attributes.tsx";
import { ContactFacts } from "./contact-facts.tsx";
import { LabelEditor } from "./label-editor.tsx";
import { PreviousConversations } from "./previous-conversations.tsx";

/** Right of the conversation: who the customer is, and the sandbox's stand-in for the customer's own device. */
export function ContactSidebar({ conversation }: { conversation: Conversation }) {
  const { contacts, toggleContact } = useDesk();
  const contact: Contact = contacts.records.value.get(conversation.meta.sender.id) ?? conversation.meta.sender;
  return (
    <aside class="contact" aria-label="Contact">
      <header class="contact-header">
        <h2>Contact</h2>
        <IconButton icon={X} label="Close the contact" onClick={() => toggleContact(false)} />
      </header>
      <div class="contact-scroll">
        <div class="contact-who">
          <Avatar id={contact.id} name={contact.name} picture={contact.thumbnail} size={48} />
          <h3>{contact.name}</h3>
        </div>
        <ContactFacts key={contact.id} contact={contact} channel={conversation.meta.channel} />
        <LabelEditor contactId={contact.id} />
        <ContactAttributes contact={contact} />
        <PreviousConversations contactId={contact.id} openId={conversation.id} />
      </div>
      <CustomerBox conversation={conversation} />
    </aside>
  );
}
