import { describe, expect, it } from "@jest/globals";
import type { ConversationPage } from "@proppilot/shared-types";
import { settle } from "../../test/support/fake-clock.ts";
import { aConversation } from "../../test/support/samples.ts";
import { ApiError } from "../api/problem.ts";
import { createConversationsStore } from "./conversations-store.ts";

const at = (id: number, lastActivityAt: string) => aConversation({ id, lastActivityAt });
const newest = at(3, "2026-03-12T10:00:00Z");
const middle = at(2, "2026-03-11T10:00:00Z");
const oldest = at(1, "2026-03-10T10:00:00Z");

function aStore(pages: (ConversationPage | ApiError)[]) {
  const cursors: (string | null)[] = [];
  const store = createConversationsStore({
    api: {
      byChatwootId: async () => "pending",
      again: async () => "unchanged",
      async conversations(_, cursor) {
        cursors.push(cursor);
        const page = pages.shift();
        if (!page || page instanceof ApiError) throw page ?? new ApiError("unreachable");
        return page;
      },
    },
  });
  const ids = () =>
    store.state.value.kind === "shown" ? store.state.value.items.map(({ id }) => id) : store.state.value.kind;
  return { store, cursors, ids };
}

const page = (items: ConversationPage["items"], nextCursor: string | null = null, hidden = 0): ConversationPage => ({
  items,
  nextCursor,
  hidden,
});

describe("the conversations on show", () => {
  it("loads page after page", async () => {
    const { store, ids, cursors } = aStore([page([newest, middle], "after-2"), page([oldest])]);
    store.open("ada");
    await settle();
    await store.loadMore();
    expect(ids()).toEqual([3, 2, 1]);
    expect(cursors).toEqual([null, "after-2"]);
    await store.loadMore();
    expect(cursors).toHaveLength(2);
  });

  it("moves a conversation up when something happens in it, without doubling it", async () => {
    const { store, ids } = aStore([page([newest, middle])]);
    store.open("ada");
    await settle();
    store.take(at(2, "2026-03-12T10:41:00Z"));
    expect(ids()).toEqual([2, 3]);
  });

  it("keeps a live update that arrives while more is being loaded", async () => {
    const { store, ids } = aStore([page([newest], "next"), page([middle, oldest])]);
    store.open("ada");
    await settle();
    const loading = store.loadMore();
    store.take(at(4, "2026-03-12T10:41:00Z"));
    await loading;
    expect(ids()).toEqual([4, 3, 2, 1]);
  });

  it("lets the agent try again after more could not be loaded", async () => {
    const { store, ids } = aStore([page([newest], "next"), new ApiError("unreachable"), page([middle])]);
    store.open("ada");
    await settle();
    await store.loadMore();
    expect(store.state.value).toMatchObject({ more: "failed", nextCursor: "next" });
    await store.loadMore();
    expect(ids()).toEqual([3, 2]);
  });

  it("does not load again what is on show", async () => {
    const { store, cursors } = aStore([page([newest]), page([])]);
    store.open("ada");
    await settle();
    store.open("ada");
    await settle();
    expect(cursors).toHaveLength(1);
  });

  it("shows the next contact's conversations only", async () => {
    const { store, ids } = aStore([page([newest]), page([oldest])]);
    store.open("ada");
    store.close();
    store.open("grace");
    await settle();
    expect(ids()).toEqual([1]);
  });

  it("ignores live updates while nothing is on show", () => {
    const { store, ids } = aStore([]);
    store.take(newest);
    expect(ids()).toBe("none");
  });
});
