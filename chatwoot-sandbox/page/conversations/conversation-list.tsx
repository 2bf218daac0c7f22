import { useDesk } from "../store/desk-provider.ts";
import { ConversationRow } from "./conversation-row.tsx";
import { ListFilters } from "./list-filters.tsx";

export function ConversationList() {
  const { conversations, problems } = useDesk();
  const rows = conversations.visible.value;
  return (
    <section class="list" aria-label="Conversations">
      <ListFilters />
      <div class="list-rows">
        {rows.map((conversation) => (
          <ConversationRow key={conversation.id} conversation={conversation} />
        ))}
        {rows.length === 0 && (
          <p class="list-empty">{conversations.loading.value ? "Loading conversations…" : "No conversations here"}</p>
        )}
        {conversations.hasMore.value && (
          <button
            type="button"
            class="button button-ghost list-more"
            onClick={() => problems.during(conversations.loadMore())}
          >
            Load more conversations
          </button>
        )}
      </div>
    </section>
  );
}
