import { computed, signal } from "@preact/signals";
import { buildContext, sendsExtras } from "../frames/build-context.ts";
import { type ContactEdit, createChatwoot } from "../rest/chatwoot.ts";
import type { Sandbox, SandboxUser } from "../rest/sandbox.ts";
import type { Navigator } from "../routing/create-navigator.ts";
import type { Clock } from "./clock.ts";
import { createContacts } from "./contacts.ts";
import { createConversations } from "./conversations.ts";
import { createDirectory } from "./directory.ts";
import type { Problems } from "./problems.ts";
import type { Session } from "./session.ts";
import type { ThemeStore } from "./theme.ts";

export interface DeskContext {
  sandbox: Sandbox;
  session: Session;
  navigator: Navigator;
  theme: ThemeStore;
  problems: Problems;
  clock: Clock;
}

/** Everything that one agent sees of one account. Another agent or account gets another desk. */
export function createDesk(context: DeskContext, user: SandboxUser, accountId: number) {
  const { navigator, session, theme, problems } = context;
  const chatwoot = createChatwoot(accountId, user.accessToken);
  const directory = createDirectory(chatwoot);
  const conversations = createConversations(chatwoot, user.id);
  const contacts = createContacts(chatwoot);

  const openId = computed(() => navigator.route.value.conversationId);
  const open = computed(() => (openId.value === null ? undefined : conversations.records.value.get(openId.value)));
  const openContactId = computed(() => open.value?.meta.sender.id);
  const tellsExtras = computed(() => sendsExtras(session.state.value?.version ?? ""));
  const loadContact = async (id: number) => conversations.updateSender(await contacts.load(id));
  const switchesOpen = signal(false);
  const newCustomerOpen = signal(false);
  const profileOpen = signal(false);
  // Beside a conversation there is room for the contact from here on; below, it would lie on top.
  const contactOpen = signal(window.matchMedia("(min-width: 1024px)").matches);

  return {
    ...context,
    user,
    accountId,
    chatwoot,
    directory,
    conversations,
    contacts,
    openId,
    open,
    openContactId,
    tellsExtras,
    switchesOpen,
    newCustomerOpen,
    profileOpen,
    /** The switches take the contact's place, so that the conversation keeps its width beside them. */
    contactShown: computed(() => contactOpen.value && !switchesOpen.value),
    toggleContact(shown: boolean) {
      contactOpen.value = shown;
      switchesOpen.value = false;
    },

    load: () => problems.during(Promise.all([directory.load(), conversations.loadFirst()])),
    /** Makes a conversation and its contact ready to be read; tells whether that succeeded. */
    openConversation(id: number) {
      return problems.during(
        (async () => {
          await Promise.all([conversations.open(id), directory.lookForApps()]);
          const contactId = conversations.records.value.get(id)?.meta.sender.id;
          if (contactId !== undefined) await loadContact(contactId);
        })(),
      );
    },
    loadContact,
    async editContact(id: number, edit: ContactEdit) {
      conversations.updateSender(await contacts.edit(id, edit));
    },
    /** Reads again what may have changed while no events came. */
    catchUp: () =>
      problems.during(
        (async () => {
          await conversations.loadFirst();
          if (openId.value !== null) await conversations.open(openId.value);
          if (openContactId.value !== undefined) await loadContact(openContactId.value);
        })(),
      ),
    /** What a frame is told at this moment: it reads the store, not the server. */
    appContext() {
      const conversation = open.peek();
      if (conversation === undefined) return null;
      return buildContext({
        conversation,
        contact: contacts.records.peek().get(conversation.meta.sender.id),
        agent: user,
        extras: tellsExtras.peek()
          ? { customAttributes: directory.attributes.peek(), theme: theme.theme.peek() }
          : null,
      });
    },
  };
}

export type Desk = ReturnType<typeof createDesk>;
