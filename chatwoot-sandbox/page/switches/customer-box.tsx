import { FlaskConical, SendHorizontal } from "lucide";
import { useState } from "preact/hooks";
import type { Conversation } from "../rest/records.ts";
import { useDesk } from "../store/desk-provider.ts";
import { Icon } from "../ui/icon.tsx";

/** Stands in for the customer's own device. No real Chatwoot has it, and it says so. */
export function CustomerBox({ conversation }: { conversation: Conversation }) {
  const { sandbox, accountId, directory, problems } = useDesk();
  const [text, setText] = useState("");
  const { sender, channel } = conversation.meta;
  const inboxName = directory.inbox(conversation.inbox_id)?.name ?? channel;

  const send = async () => {
    if (text.trim() === "") return;
    const sent = await problems.during(
      sandbox.writeAsCustomer({
        accountId,
        inboxId: conversation.inbox_id,
        conversationId: conversation.id,
        content: text.trim(),
      }),
    );
    if (sent) setText("");
  };

  return (
    <form
      class="customer-box"
      aria-label="Write as the customer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p class="customer-title">
        <span class="sandbox-chip">
          <Icon node={FlaskConical} size={12} /> Sandbox
        </span>
        Write as {sender.name}
      </p>
      <div class="customer-line">
        <textarea
          rows={2}
          aria-label={`Message from ${sender.name}`}
          placeholder={`What the customer writes via ${inboxName}`}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" class="customer-send" aria-label="Send as the customer" disabled={text.trim() === ""}>
          <Icon node={SendHorizontal} size={18} />
        </button>
      </div>
    </form>
  );
}
