import { useEffect, useState } from "preact/hooks";
import { ContactSidebar } from "../contact/contact-sidebar.tsx";
import { ConversationList } from "../conversations/conversation-list.tsx";
import { followEvents } from "../live/follow-events.ts";
import type { SandboxUser } from "../rest/sandbox.ts";
import { createDesk, type DeskContext } from "../store/desk.ts";
import { DeskProvider } from "../store/desk-provider.ts";
import { NewCustomerDialog } from "../switches/new-customer-dialog.tsx";
import { SwitchesDrawer } from "../switches/switches-drawer.tsx";
import { Thread } from "../thread/thread.tsx";
import { ProfileDialog } from "./profile-dialog.tsx";
import { Rail } from "./rail.tsx";
import { Welcome } from "./welcome.tsx";

interface Props {
  context: DeskContext;
  user: SandboxUser;
  accountId: number;
}

/** The whole page for one agent in one account. */
export function AccountView({ context, user, accountId }: Props) {
  const [desk] = useState(() => createDesk(context, user, accountId));
  useEffect(() => {
    desk.load();
    return followEvents(desk);
  }, [desk]);

  const openId = desk.openId.value;
  const conversation = desk.open.value;
  return (
    <DeskProvider value={desk}>
      <div class={`page ${openId === null ? "page-list" : "page-thread"}`}>
        <Rail />
        <main class="desk">
          <h1 class="visually-hidden">Sandbox Chatwoot</h1>
          <ConversationList />
          {openId === null ? <Welcome /> : <Thread key={openId} conversationId={openId} />}
        </main>
        {conversation !== undefined && desk.contactShown.value && <ContactSidebar conversation={conversation} />}
        {desk.switchesOpen.value && <SwitchesDrawer />}
        {desk.newCustomerOpen.value && <NewCustomerDialog />}
        {desk.profileOpen.value && <ProfileDialog />}
      </div>
    </DeskProvider>
  );
}
