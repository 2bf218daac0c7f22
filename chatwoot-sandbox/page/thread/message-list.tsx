import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useDesk } from "../store/desk-provider.ts";
import type { StoredConversation } from "../store/merge-conversation.ts";
import { groupByDay } from "./group-by-day.ts";
import { MessageBubble } from "./message-bubble.tsx";

interface Props {
  conversation: StoredConversation;
  visible: boolean;
}

/** What scrolls must be scrollable with the arrow keys, even where nothing in it takes the focus. */
const reachableByKey = { tabIndex: 0 };

/** The messages by day. Stays at the newest one as messages arrive, and in place as older ones are put above. */
export function MessageList({ conversation, visible }: Props) {
  const { clock, conversations, problems } = useDesk();
  const scroller = useRef<HTMLDivElement>(null);
  const fromBottom = useRef(0);
  const { messages } = conversation;
  const newestId = messages.at(-1)?.id;
  const oldestId = messages[0]?.id;

  useEffect(() => {
    if (visible && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [visible, newestId, conversation.dataFetched]);

  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight - fromBottom.current;
  }, [oldestId]);

  const readOlder = async () => {
    const element = scroller.current;
    if (element) fromBottom.current = element.scrollHeight - element.scrollTop;
    await problems.during(conversations.readOlder(conversation.id));
  };

  return (
    <div class="message-list" ref={scroller} role="log" aria-label="Messages" {...reachableByKey}>
      {conversation.dataFetched === true && conversation.allMessagesLoaded === false && (
        <button type="button" class="button button-ghost message-older" onClick={readOlder}>
          Show older messages
        </button>
      )}
      {groupByDay(messages, clock.value).map(({ day, messages: those }) => (
        <section key={day} aria-label={day} class="day">
          <h3 class="day-title">
            <span>{day}</span>
          </h3>
          {those.map((message) => (
            <MessageBubble key={message.id} message={message} />
          ))}
        </section>
      ))}
    </div>
  );
}
