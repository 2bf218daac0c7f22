import { computed, signal } from "@preact/signals";
import {
  type Assignment,
  assignmentCounts,
  type ConversationFilter,
  visibleConversations,
} from "../conversations/visible-conversations.ts";
import type { Chatwoot } from "../rest/chatwoot.ts";
import type { Contact, Conversation, ConversationStatus } from "../rest/records.ts";
import { RequestFailed } from "../rest/request.ts";
import {
  mergeConversation,
  type StoredConversation,
  withNewestMessages,
  withOlderMessages,
} from "./merge-conversation.ts";

/** Every conversation read so far, by display id, and what the list shows of them. */
export function createConversations(chatwoot: Chatwoot, userId: number) {
  const records = signal<ReadonlyMap<number, StoredConversation>>(new Map());
  const filter = signal<ConversationFilter>({ status: "open", inboxId: null, assignment: "all" });
  const pages = signal(0);
  const hasMore = signal(false);
  const loading = signal(false);

  const put = (conversation: StoredConversation) => {
    records.value = new Map(records.value).set(conversation.id, conversation);
  };
  const merge = (incoming: readonly Conversation[]) => {
    const next = new Map(records.value);
    for (const one of incoming) next.set(one.id, mergeConversation(next.get(one.id), one));
    records.value = next;
  };
  const change = (id: number, update: (known: StoredConversation) => StoredConversation) => {
    const known = records.value.get(id);
    if (known !== undefined) put(update(known));
  };
  const refresh = async (id: number) => merge([await chatwoot.conversation(id)]);

  const loadPage = async (page: number) => {
    loading.value = true;
    try {
      const { status, inboxId } = filter.value;
      const { data } = await chatwoot.conversations({ status, inboxId, page });
      merge(data.payload);
      pages.value = page;
      hasMore.value = data.payload.length > 0 && page * 25 < data.meta.all_count;
    } finally {
      loading.value = false;
    }
  };

  return {
    records,
    filter,
    hasMore,
    loading,
    visible: computed(() => visibleConversations(records.value.values(), filter.value, userId)),
    counts: computed(() => assignmentCounts(records.value.values(), filter.value, userId)),

    loadFirst: () => loadPage(1),
    loadMore: () => loadPage(pages.value + 1),
    narrow(change: Partial<Pick<ConversationFilter, "status" | "inboxId">>) {
      filter.value = { ...filter.value, ...change };
      return loadPage(1);
    },
    showAssigned(assignment: Assignment) {
      filter.value = { ...filter.value, assignment };
    },

    refresh,
    /** As `refresh`, for a conversation that may be in somebody else's inbox; tells whether it could be read. */
    async refreshIfVisible(id: number) {
      try {
        await refresh(id);
        return true;
      } catch (error) {
        if (error instanceof RequestFailed && (error.status === 401 || error.status === 404)) return false;
        throw error;
      }
    },
    /** Chatwoot keeps a copy of the contact in every conversation; this brings the copies up to date. */
    updateSender(contact: Contact) {
      for (const known of records.value.values()) {
        if (known.meta.sender.id !== contact.id) continue;
        put({ ...known, meta: { ...known.meta, sender: { ...known.meta.sender, ...contact } } });
      }
    },
    /** Makes a conversation ready to be read: itself, its newest messages, nothing unread. */
    async open(id: number) {
      if (!records.value.has(id)) await refresh(id);
      const page = await chatwoot.messages(id);
      change(id, (known) => ({ ...withNewestMessages(known, page), unread_count: 0 }));
      await chatwoot.markSeen(id);
    },
    /** Reads what came after the newest known message, or every message again when one of them changed. */
    async readOn(id: number, scope: "newer" | "all") {
      const after = scope === "newer" ? records.value.get(id)?.messages.at(-1)?.id : undefined;
      const page = await chatwoot.messages(id, after === undefined ? {} : { after });
      change(id, (known) =>
        after === undefined
          ? withNewestMessages(known, page)
          : { ...known, messages: mergeConversation(known, { ...known, messages: page }).messages },
      );
    },
    async readOlder(id: number) {
      const before = records.value.get(id)?.messages[0]?.id;
      if (before === undefined) return;
      const page = await chatwoot.messages(id, { before });
      change(id, (known) => withOlderMessages(known, page));
    },
    async markSeen(id: number) {
      change(id, (known) => ({ ...known, unread_count: 0 }));
      await chatwoot.markSeen(id);
    },

    async send(id: number, message: { content: string; private: boolean }) {
      const sent = await chatwoot.sendMessage(id, message);
      change(id, (known) => mergeConversation(known, { ...known, messages: [sent] }));
    },
    async setStatus(id: number, status: ConversationStatus) {
      await chatwoot.setStatus(id, status);
      await refresh(id);
    },
    async assign(id: number, agentId: number | null) {
      await chatwoot.assign(id, agentId);
      await refresh(id);
    },
  };
}

export type Conversations = ReturnType<typeof createConversations>;
