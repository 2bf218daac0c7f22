import { useDesk } from "../store/desk-provider.ts";
import type { StoredConversation } from "../store/merge-conversation.ts";
import { groupByDay } from "./group-by-day.ts";
import { MessageBubble } from "./message-bubble.tsx";

/** What scrolls must be scrollable with the arrow keys, even where nothing in it takes the focus. */
const reachableByKey = { tabIndex: 0 };

/** The messages by day. The style sheet turns the scroller upside down, so that it stays at the newest by itself. */
export function MessageList({ conversation }: { conversation: StoredConversation }) {
  const { clock, conversations, problems } = useDesk();
  const hasOlder = conversation.dataFetched === true && conversation.allMessagesLoaded === false;
  return (
    <div class="message-list" role="log" aria-label="Messages" {...reachableByKey}>
      <div class="message-days">
        {hasOlder && (
          <button
            type="button"
            class="button button-ghost message-older"
            onClick={() => problems.during(conversations.readOlder(conversation.id))}
          >
            Show older messages
          </button>
        )}
        {groupByDay(conversation.messages, clock.value).map(({ day, messages }) => (
          <section key={day} aria-label={day} class="day">
            <h3 class="day-title">
              <span>{day}</span>
            </h3>
            {messages.map((message) => (
              <MessageBubble key={message.id} message={message} />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}
