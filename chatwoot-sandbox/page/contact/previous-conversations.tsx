import { useEffect, useState } from "preact/hooks";
import { ConversationRow } from "../conversations/conversation-row.tsx";
import type { Conversation } from "../rest/records.ts";
import { useDesk } from "../store/desk-provider.ts";

/** The contact's other conversations, on whatever channel. */
export function PreviousConversations({ contactId, openId }: { contactId: number; openId: number }) {
  const { chatwoot, problems } = useDesk();
  const [others, setOthers] = useState<readonly Conversation[]>([]);
  useEffect(() => {
    problems.during(
      chatwoot.contactConversations(contactId).then((all) => setOthers(all.filter((one) => one.id !== openId))),
    );
  }, [chatwoot, problems, contactId, openId]);
  if (others.length === 0) return null;
  return (
    <section class="contact-section">
      <h3>Previous conversations</h3>
      <div class="contact-conversations">
        {others.map((conversation) => (
          <ConversationRow key={conversation.id} conversation={conversation} />
        ))}
      </div>
    </section>
  );
}
