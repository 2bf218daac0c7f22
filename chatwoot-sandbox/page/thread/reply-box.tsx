import { SendHorizontal } from "lucide";
import { useState } from "preact/hooks";
import type { Conversation } from "../rest/records.ts";
import { useDesk } from "../store/desk-provider.ts";
import { Icon } from "../ui/icon.tsx";

/** Where the agent writes: to the customer, or a note that the customer never sees. */
export function ReplyBox({ conversation }: { conversation: Conversation }) {
  const { conversations, problems } = useDesk();
  const [isPrivate, setPrivate] = useState(false);
  const [text, setText] = useState("");
  const [sending, setSending] = useState(false);

  const send = async () => {
    if (text.trim() === "" || sending) return;
    setSending(true);
    const sent = await problems.during(
      conversations.send(conversation.id, { content: text.trim(), private: isPrivate }),
    );
    setSending(false);
    if (sent) setText("");
  };

  return (
    <form
      class={`reply-box ${isPrivate ? "reply-box-private" : ""}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <fieldset class="segments">
        <legend class="visually-hidden">Who reads this</legend>
        {[false, true].map((value) => (
          <button
            key={String(value)}
            type="button"
            class="segment"
            aria-pressed={isPrivate === value}
            onClick={() => setPrivate(value)}
          >
            {value ? "Private Note" : "Reply"}
          </button>
        ))}
      </fieldset>
      <textarea
        class="reply-text"
        rows={2}
        aria-label={isPrivate ? "Private note" : "Reply to the customer"}
        placeholder={isPrivate ? "Only your team sees this note" : "Shift + Enter for a new line, Enter to send"}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <div class="reply-actions">
        <button
          type="submit"
          class={`button ${isPrivate ? "button-amber" : "button-brand"}`}
          disabled={text.trim() === ""}
        >
          <Icon node={SendHorizontal} /> {isPrivate ? "Add note" : "Send"}
        </button>
      </div>
    </form>
  );
}
