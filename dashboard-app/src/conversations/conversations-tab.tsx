import { MessagesSquare } from "lucide";
import { useLanguage } from "../language/language.ts";
import type { PanelStore } from "../panel/panel-store.ts";
import { Notice } from "../ui/notice.tsx";
import { RowsSkeleton } from "../ui/skeleton.tsx";
import { ConversationCard } from "./conversation-card.tsx";
import type { ConversationsState } from "./conversations-store.ts";

type Shown = Extract<ConversationsState, { kind: "shown" }>;

/** All conversations with the contact that this agent may see, on every channel. */
export function ConversationsTab({ store }: { store: Pick<PanelStore, "conversations" | "host"> }) {
  const { t } = useLanguage();
  const list = store.conversations.state.value;
  switch (list.kind) {
    case "none":
    case "loading":
      return <RowsSkeleton />;
    case "failed":
      return (
        <Notice
          icon={MessagesSquare}
          title={t("conversations.failed")}
          action={{ label: t("trouble.retry"), act: store.conversations.retry }}
        />
      );
    case "shown":
      return <List list={list} store={store} />;
  }
}

function List({ list, store }: { list: Shown; store: Pick<PanelStore, "conversations" | "host"> }) {
  const { t } = useLanguage();
  const here = store.host.context.value?.conversationId;
  const hidden = list.hidden > 0 && (
    <p class="hint hidden-count">{t("conversations.hidden", { count: list.hidden })}</p>
  );
  if (list.items.length === 0) {
    return (
      <>
        <Notice icon={MessagesSquare} title={t(list.hidden > 0 ? "conversations.none.hidden" : "conversations.none")} />
        {hidden}
      </>
    );
  }
  return (
    <>
      <ul class="conversations">
        {list.items.map((conversation) => (
          <li key={conversation.id}>
            <ConversationCard conversation={conversation} here={conversation.id === here} />
          </li>
        ))}
      </ul>
      {list.nextCursor && (
        <button
          type="button"
          class="button outline"
          disabled={list.more === "loading"}
          onClick={store.conversations.loadMore}
        >
          {t(list.more === "loading" ? "conversations.loadingMore" : "conversations.more")}
        </button>
      )}
      {list.more === "failed" && <p class="hint">{t("conversations.failed")}</p>}
      {hidden}
    </>
  );
}
