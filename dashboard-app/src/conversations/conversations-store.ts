import { type ReadonlySignal, signal } from "@preact/signals";
import type { Conversation, ConversationPage } from "@proppilot/shared-types";
import type { ContactsApi } from "../api/contacts.ts";
import { mergeConversations } from "./merge-conversations.ts";

export type ConversationsState =
  | { kind: "none" }
  | { kind: "loading" }
  | ({ kind: "shown"; more: "ready" | "loading" | "failed" } & ConversationPage)
  | { kind: "failed" };

export interface ConversationsStore {
  state: ReadonlySignal<ConversationsState>;
  /** Shows a contact's conversations, from the first page; does nothing where they already are on show. */
  open(contactId: string): void;
  close(): void;
  retry(): void;
  loadMore(): Promise<void>;
  take(conversation: Conversation): void;
  /** Asks for the first page again, while conversations are on show. */
  revalidate(): Promise<void>;
}

/** The conversations of the contact on show, loaded when their tab is opened. */
export function createConversationsStore({ api }: { api: ContactsApi }): ConversationsStore {
  const state = signal<ConversationsState>({ kind: "none" });
  let contactId: string | null = null;
  let work = new AbortController();

  function begin(next: ConversationsState): AbortSignal {
    work.abort();
    work = new AbortController();
    state.value = next;
    return work.signal;
  }

  async function load(id: string, signal: AbortSignal): Promise<void> {
    try {
      const page = await api.conversations(id, null, signal);
      if (!signal.aborted) state.value = { kind: "shown", more: "ready", ...page };
    } catch {
      if (!signal.aborted) state.value = { kind: "failed" };
    }
  }

  function start(id: string): void {
    contactId = id;
    void load(id, begin({ kind: "loading" }));
  }

  return {
    state,
    open(id) {
      if (id !== contactId) start(id);
    },
    close() {
      contactId = null;
      begin({ kind: "none" });
    },
    retry() {
      if (contactId) start(contactId);
    },
    async loadMore() {
      const shown = state.value;
      if (shown.kind !== "shown" || !shown.nextCursor || shown.more === "loading" || !contactId) return;
      const { signal } = work;
      state.value = { ...shown, more: "loading" };
      try {
        const page = await api.conversations(contactId, shown.nextCursor, signal);
        const now = state.value;
        if (signal.aborted || now.kind !== "shown") return;
        state.value = { ...now, ...page, items: mergeConversations(page.items, now.items), more: "ready" };
      } catch {
        const now = state.value;
        if (!signal.aborted && now.kind === "shown") state.value = { ...now, more: "failed" };
      }
    },
    take(conversation) {
      const shown = state.value;
      if (shown.kind === "shown") state.value = { ...shown, items: mergeConversations(shown.items, [conversation]) };
    },
    async revalidate() {
      const shown = state.value;
      if (shown.kind === "failed" && contactId) return start(contactId);
      if (shown.kind !== "shown" || !contactId) return;
      const { signal } = work;
      const page = await api.conversations(contactId, null, signal).catch(() => null);
      const now = state.value;
      if (!page || signal.aborted || now.kind !== "shown") return;
      state.value = { ...now, hidden: page.hidden, items: mergeConversations(now.items, page.items) };
    },
  };
}
