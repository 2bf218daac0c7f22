import { Check, ChevronLeft, PanelRight, RotateCcw } from "lucide";
import { ChannelIcon } from "../conversations/channel-icon.tsx";
import type { Conversation } from "../rest/records.ts";
import { dashboardPath } from "../routing/route.ts";
import { useDesk } from "../store/desk-provider.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";

export function ThreadHeader({ conversation }: { conversation: Conversation }) {
  const desk = useDesk();
  const { conversations, directory, navigator, problems, contactShown, toggleContact } = desk;
  const { sender, assignee, channel } = conversation.meta;
  const isOpen = conversation.status === "open";
  const inbox = directory.inbox(conversation.inbox_id);
  return (
    <header class="thread-header">
      <IconButton
        icon={ChevronLeft}
        label="Back to the conversations"
        class="thread-back"
        onClick={() => navigator.go(dashboardPath(desk.accountId))}
      />
      <Avatar id={sender.id} name={sender.name} picture={sender.thumbnail} size={36} />
      <div class="thread-who">
        <h2>{sender.name}</h2>
        <p>
          <ChannelIcon channelType={channel} size={12} />
          <span class="thread-inbox">{inbox?.name ?? channel}</span>
          <span class="thread-number">#{conversation.id}</span>
          {!isOpen && <span class={`status status-${conversation.status}`}>{conversation.status}</span>}
        </p>
      </div>
      <div class="thread-actions">
        <label class="thread-assignee">
          <span class="visually-hidden">Assigned agent</span>
          <select
            class="select"
            value={assignee?.id ?? ""}
            onChange={(event) =>
              problems.during(conversations.assign(conversation.id, Number(event.currentTarget.value) || null))
            }
          >
            <option value="">Unassigned</option>
            {directory.agents.value.map((agent) => (
              <option key={agent.id} value={agent.id}>
                {agent.available_name}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class={`button ${isOpen ? "button-teal" : "button-faded"}`}
          onClick={() => problems.during(conversations.setStatus(conversation.id, isOpen ? "resolved" : "open"))}
        >
          <Icon node={isOpen ? Check : RotateCcw} />
          <span class="wide-only">{isOpen ? "Resolve" : "Reopen"}</span>
        </button>
        <IconButton
          icon={PanelRight}
          label={contactShown.value ? "Hide the contact" : "Show the contact"}
          aria-expanded={contactShown.value}
          onClick={() => toggleContact(!contactShown.value)}
        />
      </div>
    </header>
  );
}
