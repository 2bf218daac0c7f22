import { CornerUpLeft, Lock } from "lucide";
import type { Conversation } from "../rest/records.ts";
import { conversationPath } from "../routing/route.ts";
import { useDesk } from "../store/desk-provider.ts";
import { Avatar } from "../ui/avatar.tsx";
import { formatAge } from "../ui/format-time.ts";
import { Icon } from "../ui/icon.tsx";
import { ChannelIcon } from "./channel-icon.tsx";
import { lastMessage, messageSummary } from "./last-message-text.ts";
import { unreadBadge } from "./unread-badge.ts";

/** One line of the list; a real link, so that it opens in a new tab too. */
export function ConversationRow({ conversation }: { conversation: Conversation }) {
  const desk = useDesk();
  const { sender, assignee } = conversation.meta;
  const inbox = desk.directory.inbox(conversation.inbox_id);
  const message = lastMessage(conversation);
  const unread = unreadBadge(conversation.unread_count);
  const path = conversationPath(desk.accountId, conversation.id);

  return (
    <a
      class={`row ${unread === null ? "" : "row-unread"}`}
      href={path}
      aria-current={desk.openId.value === conversation.id ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        desk.navigator.go(path);
      }}
    >
      <Avatar id={sender.id} name={sender.name} picture={sender.thumbnail} size={36} />
      <span class="row-body">
        <span class="row-meta">
          <ChannelIcon channelType={conversation.meta.channel} size={12} />
          <span class="row-inbox">{inbox?.name ?? conversation.meta.channel}</span>
          {assignee && <span class="row-assignee">{assignee.available_name ?? assignee.name}</span>}
        </span>
        <span class="row-top">
          <span class="row-name">{sender.name}</span>
          <time class="row-age" dateTime={new Date(conversation.last_activity_at * 1000).toISOString()}>
            {formatAge(conversation.last_activity_at, desk.clock.value)}
          </time>
        </span>
        <span class="row-bottom">
          {message?.private && <Icon node={Lock} size={12} />}
          {message !== null && !message.private && message.message_type === 1 && <Icon node={CornerUpLeft} size={12} />}
          <span class="row-text">{message === null ? "No messages yet" : messageSummary(message)}</span>
          {conversation.status !== "open" && (
            <span class={`status status-${conversation.status}`}>{conversation.status}</span>
          )}
          {unread !== null && (
            <span class="badge">
              {unread}
              <span class="visually-hidden"> unread</span>
            </span>
          )}
        </span>
        {conversation.labels.length > 0 && (
          <span class="row-labels">
            {conversation.labels.map((label) => (
              <span class="chip" key={label}>
                <span class="dot" style={{ background: desk.directory.labelColor(label) }} />
                {label}
              </span>
            ))}
          </span>
        )}
      </span>
    </a>
  );
}
