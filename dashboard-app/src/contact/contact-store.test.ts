import { describe, expect, it } from "@jest/globals";
import { fakeClock, settle } from "../../test/support/fake-clock.ts";
import { aContact } from "../../test/support/samples.ts";
import type { ContactAnswer, ContactsApi } from "../api/contacts.ts";
import { ApiError } from "../api/problem.ts";
import { createContactStore } from "./contact-store.ts";

type Answer = ContactAnswer | ApiError;

function aContactStore(...answers: Answer[]) {
  const clock = fakeClock();
  const asked: (number | string)[] = [];
  const next = async (): Promise<ContactAnswer> => {
    const answer = answers.shift() ?? "pending";
    if (answer instanceof ApiError) throw answer;
    return answer;
  };
  const api: ContactsApi = {
    byChatwootId(chatwootId) {
      asked.push(chatwootId);
      return next();
    },
    again(id, etag) {
      asked.push(`${id} unless ${etag}`);
      return next();
    },
    conversations: async () => ({ items: [], nextCursor: null, hidden: 0 }),
  };
  return { store: createContactStore({ api, clock }), clock, asked };
}

const found = (rest = {}): Answer => ({ contact: aContact(rest), etag: '"12"' });

describe("the contact on show", () => {
  it("asks again every second while the service is still asking Chatwoot", async () => {
    const { store, clock, asked } = aContactStore("pending", "pending", found());
    store.open(4711);
    await clock.pass(2_000);
    expect(asked).toEqual([4711, 4711, 4711]);
    expect(store.state.value.kind).toBe("shown");
  });

  it("does not wait for Chatwoot for ever", async () => {
    const { store, clock } = aContactStore();
    store.open(4711);
    await clock.pass(20_000);
    expect(store.state.value).toEqual({ kind: "failed", code: "chatwoot_unreachable" });
  });

  it("tries again by itself after a passing failure", async () => {
    const { store, clock } = aContactStore(new ApiError("unreachable"), found());
    store.open(4711);
    await settle();
    expect(store.state.value).toEqual({ kind: "failed", code: "unreachable" });
    await clock.pass(1_000);
    expect(store.state.value.kind).toBe("shown");
  });

  it("takes no for an answer", async () => {
    const { store, clock, asked } = aContactStore(new ApiError("forbidden"), found());
    store.open(4711);
    await clock.pass(60_000);
    expect(store.state.value).toEqual({ kind: "failed", code: "forbidden" });
    expect(asked).toHaveLength(1);
  });

  it("shows nobody else's data when the agent switches while an answer is under way", async () => {
    const { store, clock } = aContactStore("pending", found({ chatwootId: 4712 }), found({ chatwootId: 4711 }));
    store.open(4711);
    await settle();
    store.open(4712);
    await clock.pass(5_000);
    expect(store.state.value).toMatchObject({ contact: { chatwootId: 4712 } });
  });

  it("points out what a live update changed, for a while", async () => {
    const { store, clock } = aContactStore(found());
    store.open(4711);
    await settle();
    store.take(aContact({ email: "new@example.com", revision: 13 }));
    expect([...store.changed.value]).toEqual(["email"]);
    await clock.pass(3_000);
    expect(store.changed.value.size).toBe(0);
  });

  it("keeps the newer reading when an older one arrives late", async () => {
    const { store } = aContactStore(found());
    store.open(4711);
    await settle();
    store.take(aContact({ email: "old@example.com", revision: 11 }));
    expect(store.state.value).toMatchObject({ contact: { email: "ada.marchetti@example.com" } });
  });

  it("drops a reading of another contact", async () => {
    const { store } = aContactStore(found());
    store.open(4711);
    await settle();
    store.take(aContact({ id: "3b241101-e2bb-4255-8caf-4136c566a962", revision: 99 }));
    expect(store.state.value).toMatchObject({ contact: { revision: 12 } });
  });

  it("asks for news by the tag of what it shows", async () => {
    const { store, asked } = aContactStore(found(), "unchanged");
    store.open(4711);
    await settle();
    await store.revalidate();
    expect(asked.at(-1)).toBe(`${aContact().id} unless "12"`);
    expect(store.state.value.kind).toBe("shown");
  });

  it("keeps showing what it has when asking for news fails in passing", async () => {
    const { store } = aContactStore(found(), new ApiError("unreachable"));
    store.open(4711);
    await settle();
    await store.revalidate();
    expect(store.state.value.kind).toBe("shown");
  });

  it("hides a contact that the agent may no longer see", async () => {
    const { store } = aContactStore(found(), new ApiError("forbidden"));
    store.open(4711);
    await settle();
    await store.revalidate();
    expect(store.state.value).toEqual({ kind: "failed", code: "forbidden" });
  });
});
