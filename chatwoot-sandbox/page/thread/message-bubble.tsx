import { Bot, Check, CheckCheck, CircleAlert, Lock, Paperclip } from "lucide";
import { messageSummary } from "../conversations/last-message-text.ts";
import type { Message } from "../rest/records.ts";
import { Avatar } from "../ui/avatar.tsx";
import { formatClock } from "../ui/format-time.ts";
import { Icon } from "../ui/icon.tsx";
import { splitLinks } from "./split-links.ts";

const kinds = ["incoming", "outgoing", "activity", "template"] as const;

function DeliveryStatus({ message }: { message: Message }) {
  if (message.message_type === 0 || message.private || message.status === undefined) return null;
  const icon = message.status === "failed" ? CircleAlert : message.status === "sent" ? Check : CheckCheck;
  return (
    <span class={`delivery delivery-${message.status}`} title={message.status}>
      <Icon node={icon} size={14} />
      <span class="visually-hidden">{message.status}</span>
    </span>
  );
}

function MessageText({ text }: { text: string }) {
  return (
    <p class="bubble-text">
      {splitLinks(text).map((part, index) =>
        "link" in part ? (
          <a key={index} href={part.link} target="_blank" rel="noopener noreferrer">
            {part.link}
          </a>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}

function Attachments({ message }: { message: Message }) {
  return (
    <>
      {message.attachments?.map((file) =>
        file.file_type === "image" && file.data_url ? (
          <img key={file.id} class="bubble-image" src={file.data_url} alt="Sent with the message" />
        ) : (
          <a key={file.id} class="bubble-file" href={file.data_url} target="_blank" rel="noopener noreferrer">
            <Icon node={Paperclip} /> {file.fallback_title ?? file.file_type}
          </a>
        ),
      )}
    </>
  );
}

/** One message the way its kind looks: incoming left, outgoing right, a private note amber, an activity as a line. */
export function MessageBubble({ message }: { message: Message }) {
  const kind = message.private ? "private" : kinds[message.message_type];
  if (kind === "activity") return <p class="activity">{message.content}</p>;

  const deleted = message.content_attributes?.deleted === true;
  const sender = message.sender;
  const author = sender?.available_name ?? sender?.name ?? (kind === "template" ? "Automatic message" : "Bot");
  return (
    <article class={`message message-${kind}`} aria-label={`${author}, ${formatClock(message.created_at)}`}>
      {sender ? (
        <Avatar id={sender.id} name={author} picture={sender.thumbnail} size={28} />
      ) : (
        <span class="avatar avatar-bot" aria-hidden="true">
          <Icon node={Bot} />
        </span>
      )}
      <div class={`bubble ${deleted ? "bubble-deleted" : ""}`}>
        {kind === "private" && (
          <p class="bubble-private">
            <Icon node={Lock} size={12} /> Private note
          </p>
        )}
        {deleted ? <p class="bubble-text">{messageSummary(message)}</p> : <Attachments message={message} />}
        {!deleted && message.content && <MessageText text={message.content} />}
        <p class="bubble-meta">
          {kind !== "incoming" && <span>{author}</span>}
          <time dateTime={new Date(message.created_at * 1000).toISOString()}>{formatClock(message.created_at)}</time>
          <DeliveryStatus message={message} />
        </p>
      </div>
    </article>
  );
}
