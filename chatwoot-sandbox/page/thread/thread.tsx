import { useCallback, useEffect, useState } from "preact/hooks";
import { AppPanels } from "../frames/app-panels.tsx";
import { useDesk } from "../store/desk-provider.ts";
import { CustomerDock } from "../switches/customer-dock.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { MessageList } from "./message-list.tsx";
import { ReplyBox } from "./reply-box.tsx";
import { ThreadHeader } from "./thread-header.tsx";

const messagesTab = "messages";

/** One conversation: its messages and its apps as tabs. Made anew for every conversation, so it begins at Messages. */
export function Thread({ conversationId }: { conversationId: number }) {
  const desk = useDesk();
  const [active, choose] = useState(messagesTab);
  const conversation = desk.open.value;
  const apps = desk.directory.apps.value;

  const [failed, setFailed] = useState(false);
  const open = useCallback(async () => {
    setFailed(false);
    setFailed(!(await desk.openConversation(conversationId)));
  }, [desk, conversationId]);
  useEffect(() => {
    open();
  }, [open]);

  if (conversation === undefined) {
    return (
      <section class="thread thread-empty" aria-label={`Conversation ${conversationId}`}>
        <p>{failed ? `Conversation ${conversationId} can’t be shown.` : `Opening conversation ${conversationId}…`}</p>
        {failed && (
          <button type="button" class="button button-faded" onClick={open}>
            Try again
          </button>
        )}
      </section>
    );
  }

  const activeApp = apps.find((app) => active === `app-${app.id}`);
  const showsMessages = activeApp === undefined;
  return (
    <section class="thread" aria-label={`Conversation ${conversationId}`}>
      <ThreadHeader conversation={conversation} />
      <Tabs
        label="Conversation"
        active={active}
        choose={choose}
        tabs={[
          { key: messagesTab, title: "Messages" },
          ...apps.map((app) => ({ key: `app-${app.id}`, title: app.title })),
        ]}
      />
      <div
        class="messages-panel"
        role="tabpanel"
        id={`tabpanel-${messagesTab}`}
        aria-labelledby={`tab-${messagesTab}`}
        hidden={!showsMessages}
      >
        <MessageList conversation={conversation} />
        <ReplyBox conversation={conversation} />
      </div>
      <AppPanels conversationId={conversationId} activeAppId={activeApp?.id ?? null} />
      <CustomerDock conversation={conversation} />
    </section>
  );
}
