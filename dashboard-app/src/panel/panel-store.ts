import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type { PanelBoot } from "@proppilot/shared-types";
import { createAuthorized } from "../api/authorized.ts";
import { createContactsApi } from "../api/contacts.ts";
import type { Send } from "../api/send.ts";
import { createSessionApi } from "../api/session.ts";
import { type ContactStore, createContactStore } from "../contact/contact-store.ts";
import { type ConversationsStore, createConversationsStore } from "../conversations/conversations-store.ts";
import type { Host } from "../host/host.ts";
import { createHostStore, type HostStore } from "../host/host-store.ts";
import { applyEvent } from "../live/apply-event.ts";
import { createLiveStore } from "../live/live-store.ts";
import { backoff } from "../page/backoff.ts";
import type { Clock } from "../page/clock.ts";
import type { PageSignals } from "../page/page-signals.ts";
import type { Memory } from "../page/storage.ts";
import type { Pkce } from "../session/pkce.ts";
import { createSessionStore, type SessionStore } from "../session/session-store.ts";
import { createSignInStore, type SignInStore } from "../session/sign-in-store.ts";
import { type Freshness, freshnessOf } from "./freshness.ts";
import { type PanelView, panelView } from "./panel-view.ts";

export type TabId = "details" | "attributes" | "conversations";

/** Everything that the panel's components read and do. */
export interface PanelStore {
  view: ReadonlySignal<PanelView>;
  freshness: ReadonlySignal<Freshness | null>;
  tab: ReadonlySignal<TabId>;
  chooseTab(tab: TabId): void;
  retry(): void;
  session: Pick<SessionStore, "state" | "leave">;
  signIn: Pick<SignInStore, "address" | "notice" | "redeeming" | "prepare" | "start" | "redeem">;
  host: Pick<HostStore, "context">;
  contact: Pick<ContactStore, "changed">;
  conversations: Pick<ConversationsStore, "state" | "loadMore" | "retry">;
}

export interface PanelDeps {
  boot: PanelBoot;
  send: Send;
  host: Host;
  clock: Clock;
  page: PageSignals;
  memory: Memory;
  ownOrigin: string;
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  makePkce(): Promise<Pkce | null>;
  openWindow(address: string): unknown;
  goTo(address: string): void;
}

/** Builds the panel's stores and wires them; `start` sets them going. */
export function createPanelStore(deps: PanelDeps): PanelStore & { start(): void } {
  const { boot, send, clock, page } = deps;
  const { tenantKey } = boot;
  const session = createSessionStore({ ...deps, api: createSessionApi(send), tenantKey });
  const authorized = createAuthorized(send, session);
  const api = createContactsApi(authorized);
  const host = createHostStore(deps);
  const signIn = createSignInStore({ ...deps, session, host, tenantKey });
  const contact = createContactStore({ api, clock });
  const conversations = createConversationsStore({ api });
  const live = createLiveStore({
    authorized,
    clock,
    page,
    onEvent: (event) => applyEvent({ session, contact, conversations }, event),
  });
  const tab = signal<TabId>("details");
  const lastSure = signal(clock.now());

  const signedIn = computed(() => session.state.value.kind === "signedIn");
  /** The contact to show: named by Chatwoot's context, and only once an agent has signed in. */
  const wanted = computed(() => {
    const context = host.context.value;
    return signedIn.value && context?.accountId === boot.accountId ? context.contactId : null;
  });
  const shownId = computed(() => (contact.state.value.kind === "shown" ? contact.state.value.contact.id : null));

  const view = computed(() =>
    panelView({
      session: session.state.value,
      context: host.context.value,
      contact: contact.state.value,
      accountId: boot.accountId,
    }),
  );
  const freshness = computed(() => {
    const shown = contact.state.value;
    if (shown.kind !== "shown") return null;
    return freshnessOf({ live: live.state.value, lastSure: lastSure.value, freshness: shown.contact.freshness });
  });

  function follow(): void {
    effect(() => {
      const chatwootId = wanted.value;
      untracked(() => (chatwootId === null ? contact.close() : contact.open(chatwootId)));
    });
    effect(() => {
      const id = shownId.value;
      lastSure.value = clock.now();
      untracked(() => live.follow(id));
    });
    // Between two contacts there is always a moment without one, so that no list outlives its contact.
    effect(() => {
      const id = shownId.value;
      const listing = tab.value === "conversations";
      untracked(() => {
        if (id === null) conversations.close();
        else if (listing) conversations.open(id);
      });
    });
    effect(() => {
      const online = page.online.value;
      untracked(() => {
        if (online && view.value.kind === "trouble" && view.value.trouble === "service_unreachable") retry();
      });
    });
    // The stream was open until the moment when it stops being open.
    effect(() => {
      if (live.state.value !== "live") return;
      return () => {
        lastSure.value = clock.now();
      };
    });
  }

  let callOffResume = (): void => {};
  async function resume(attempt = 0): Promise<void> {
    callOffResume();
    await session.resume();
    if (session.state.value.kind !== "unreachable") return;
    callOffResume = clock.after(backoff(attempt), () => void resume(attempt + 1));
  }

  function retry(): void {
    if (session.state.value.kind === "unreachable") void resume();
    else contact.retry();
  }

  async function begin(): Promise<void> {
    await signIn.comeBack();
    if (session.state.value.kind === "starting") await resume();
  }

  return {
    view,
    freshness,
    tab,
    chooseTab(next) {
      tab.value = next;
    },
    retry,
    session,
    signIn,
    host,
    contact,
    conversations,
    start() {
      host.start();
      follow();
      void begin();
    },
  };
}
