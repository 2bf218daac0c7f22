import type { Conversation } from "@proppilot/shared-types";
import { CornerUpLeft, ExternalLink } from "lucide";
import { useLanguage } from "../language/language.ts";
import { ChannelIcon } from "../ui/channel-icon.tsx";
import { Icon } from "../ui/icon.tsx";
import { InboxName } from "../ui/inbox-name.tsx";
import { Moment } from "../ui/moment.tsx";
import { safeUrl } from "../ui/safe-url.ts";

interface Props {
  conversation: Conversation;
  /** The agent already has it open: nowhere to go. */
  here: boolean;
}

const tones = { open: "blue", pending: "amber", snoozed: "iris", resolved: "teal" } as const;

/**
 * One conversation. It opens in a new tab: leaving in this one would reload all of Chatwoot and take the agent away from
 * the conversation at hand.
 */
export function ConversationCard({ conversation, here }: Props) {
  const { t } = useLanguage();
  const url = safeUrl(conversation.url);
  if (here || !url) {
    return (
      <div class={here ? "conversation here" : "conversation"} aria-current={here ? "true" : undefined}>
        <Content conversation={conversation} here={here} />
      </div>
    );
  }
  return (
    <a class="conversation" href={url} target="_blank" rel="noopener">
      <Content conversation={conversation} here={false} />
      <span class="visually-hidden">({t("conversations.opensInNewTab")})</span>
    </a>
  );
}

function Content({ conversation, here }: Props) {
  const { t } = useLanguage();
  const { kind, inboxName, assignee, status, labels } = conversation;
  const at = conversation.lastActivityAt ?? conversation.createdAt;
  return (
    <>
      <span class="conversation-channel">
        <ChannelIcon kind={kind} />
      </span>
      <span class="conversation-words">
        <span class="conversation-line">
          <span class="conversation-title">
            {t(`channel.${kind}`)} <span class="aside">#{conversation.id}</span>
          </span>
          <InboxName kind={kind} name={inboxName} />
          <span class="conversation-time">
            {at && <Moment at={at} />}
            {!here && <Icon node={ExternalLink} size={12} />}
          </span>
        </span>
        <LastMessage conversation={conversation} />
        <span class="conversation-line conversation-marks">
          <span class={`badge ${tones[status]}`}>{t(`status.${status}`)}</span>
          {here && <span class="badge">{t("conversations.here")}</span>}
          <span class="aside">
            {assignee ? t("conversations.assignedTo", { name: assignee.name }) : t("conversations.unassigned")}
          </span>
          {labels.map((label) => (
            <span key={label} class="chip small">
              {label}
            </span>
          ))}
        </span>
      </span>
    </>
  );
}

function LastMessage({ conversation: { lastMessage } }: { conversation: Conversation }) {
  const { t } = useLanguage();
  if (!lastMessage) return <span class="excerpt missing">{t("conversations.noMessage")}</span>;
  return (
    <span class="excerpt">
      {lastMessage.direction === "outgoing" && (
        <>
          <Icon node={CornerUpLeft} size={12} />
          <span class="visually-hidden">{t("conversations.sent")}</span>{" "}
        </>
      )}
      {lastMessage.excerpt || t("conversations.attachments", { count: lastMessage.attachments })}
    </span>
  );
}
