import { signal } from "@preact/signals";
import type { ChangedField } from "../src/contact/changed-fields.ts";
import type { ConversationsState } from "../src/conversations/conversations-store.ts";
import type { Freshness } from "../src/panel/freshness.ts";
import type { PanelStore, TabId } from "../src/panel/panel-store.ts";
import type { PanelView } from "../src/panel/panel-view.ts";
import type { SessionState } from "../src/session/session-store.ts";
import type { SignInNotice } from "../src/session/sign-in-store.ts";

/** What a gallery state fixes; the rest is as in a healthy panel. */
export interface Shown {
  view: PanelView;
  tab?: TabId;
  freshness?: Freshness;
  changed?: ChangedField[];
  conversations?: ConversationsState;
  session?: SessionState;
  notice?: SignInNotice;
  redeeming?: boolean;
}

const idle = async (): Promise<void> => {};
const agent = { id: 1, name: "Grace Okafor", role: "administrator" } as const;

/** A panel store that stands still in one state; only its tabs can be changed. */
export function fakeStore(shown: Shown): PanelStore {
  const tab = signal<TabId>(shown.tab ?? "details");
  const signedOut = shown.view.kind === "signedOut";
  return {
    view: signal(shown.view),
    freshness: signal(shown.view.kind === "contact" ? (shown.freshness ?? { kind: "current" }) : null),
    tab,
    chooseTab(next) {
      tab.value = next;
    },
    retry() {},
    session: {
      state: signal(shown.session ?? (signedOut ? { kind: "signedOut", why: "never" } : { kind: "signedIn", agent })),
      leave: idle,
    },
    signIn: {
      address: signal("/sign-in"),
      notice: signal(shown.notice ?? null),
      redeeming: signal(shown.redeeming ?? false),
      prepare: idle,
      start() {},
      redeem: idle,
    },
    host: { context: signal({ accountId: 1, conversationId: 128, contactId: 4711 }) },
    contact: { changed: signal(new Set(shown.changed)) },
    conversations: { state: signal(shown.conversations ?? { kind: "loading" }), loadMore: idle, retry() {} },
  };
}
