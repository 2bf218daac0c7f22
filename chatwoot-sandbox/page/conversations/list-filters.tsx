import { UserRoundPlus } from "lucide";
import { useDesk } from "../store/desk-provider.ts";
import { IconButton } from "../ui/icon-button.tsx";
import type { Assignment } from "./visible-conversations.ts";

const assignments: { key: Assignment; title: string }[] = [
  { key: "mine", title: "Mine" },
  { key: "unassigned", title: "Unassigned" },
  { key: "all", title: "All" },
];

/** Above the list: whose conversations, which inbox, open or all. */
export function ListFilters() {
  const { accountId, conversations, directory, session, problems, newCustomerOpen } = useDesk();
  const account = session.state.value?.accounts.find(({ id }) => id === accountId);
  const filter = conversations.filter.value;
  const counts = conversations.counts.value;
  const narrow = (change: Parameters<typeof conversations.narrow>[0]) => problems.during(conversations.narrow(change));
  return (
    <header class="list-header">
      <div class="list-title">
        <div>
          <h2>Conversations</h2>
          <p>{account?.name}</p>
        </div>
        <IconButton
          icon={UserRoundPlus}
          label="New customer (sandbox)"
          class="sandbox-button"
          onClick={() => {
            newCustomerOpen.value = true;
          }}
        />
      </div>
      <div class="list-selects">
        <label>
          <span class="visually-hidden">Status</span>
          <select
            class="select"
            value={filter.status}
            onChange={(event) => narrow({ status: event.currentTarget.value === "open" ? "open" : "all" })}
          >
            <option value="open">Open</option>
            <option value="all">All statuses</option>
          </select>
        </label>
        <label>
          <span class="visually-hidden">Inbox</span>
          <select
            class="select"
            value={filter.inboxId ?? ""}
            onChange={(event) => narrow({ inboxId: Number(event.currentTarget.value) || null })}
          >
            <option value="">All inboxes</option>
            {directory.inboxes.value.map((inbox) => (
              <option key={inbox.id} value={inbox.id}>
                {inbox.name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <fieldset class="list-tabs">
        <legend class="visually-hidden">Whose conversations</legend>
        {assignments.map(({ key, title }) => (
          <button
            key={key}
            type="button"
            class="tab"
            aria-pressed={filter.assignment === key}
            onClick={() => conversations.showAssigned(key)}
          >
            {title} <span class="tab-count">{counts[key]}</span>
          </button>
        ))}
      </fieldset>
    </header>
  );
}
