import { beforeEach, describe, expect, it } from "@jest/globals";
import { fakeClock, settle } from "../../test/support/fake-clock.ts";
import { fakeMemory } from "../../test/support/fake-memory.ts";
import { fakePage } from "../../test/support/fake-page.ts";
import { type FakeStream, fakeService, fakeStream, json } from "../../test/support/fake-service.ts";
import { aContact, aConversation, aSession, contextMessage } from "../../test/support/samples.ts";
import { ApiError } from "../api/problem.ts";
import { createPanelStore } from "./panel-store.ts";

const chatwoot = {};
const ada = aContact();

function aPanel() {
  const clock = fakeClock();
  const page = fakePage();
  const service = fakeService();
  const streams: FakeStream[] = [];
  service.on("POST", "session/refresh", () => json(aSession()));
  service.on("GET", "contacts/by-chatwoot/", () => json(ada, { etag: '"12"' }));
  service.on("GET", `contacts/${ada.id}`, () => new Response(null, { status: 304 }));
  service.on("GET", `contacts/${ada.id}/conversations`, () =>
    json({ items: [aConversation()], nextCursor: null, hidden: 0 }),
  );
  service.on("GET", "live", (request) => {
    const stream = fakeStream(request);
    streams.push(stream);
    return stream.response;
  });
  const store = createPanelStore({
    boot: { tenantKey: "t1", chatwootOrigin: "https://chat.example", accountId: 1 },
    send: service.send,
    host: {
      kind: "frame",
      contextFrom: { source: chatwoot, origin: "https://chat.example" },
      askForContext() {},
    },
    clock,
    page,
    memory: fakeMemory(),
    ownOrigin: "https://panel.example",
    exclusively: (work) => work(),
    makePkce: async () => ({ verifier: "v", challenge: "c" }),
    openWindow: () => null,
    goTo() {},
  });
  const say = (data: string, origin = "https://chat.example") => page.message({ source: chatwoot, origin, data });
  async function opened(): Promise<void> {
    store.start();
    say(contextMessage(ada.chatwootId));
    await settle();
    streams.at(-1)?.say("ready", {});
    await settle();
  }
  return { store, service, clock, page, streams, say, opened };
}

const askedForContacts = (asked: string[]) => asked.filter((request) => request.includes("contacts"));

describe("the panel", () => {
  beforeEach(() => performance.clearMarks());

  it("shows the contact of the open conversation, up to date", async () => {
    const { store, opened } = aPanel();
    expect(store.view.value).toEqual({ kind: "waiting" });
    await opened();
    expect(store.view.value).toEqual({ kind: "contact", contact: ada });
    expect(store.freshness.value).toEqual({ kind: "current" });
  });

  it("asks for nothing personal before the agent has signed in", async () => {
    const { store, service, opened } = aPanel();
    service.on("POST", "session/refresh", () => new ApiError("not_signed_in"));
    await opened();
    expect(store.view.value).toEqual({ kind: "signedOut", why: "never" });
    expect(service.asked).toEqual(["POST session/refresh"]);
  });

  it("shows nothing to a foreign page that forges a context", async () => {
    const { store, service, say } = aPanel();
    store.start();
    say(contextMessage(4711), "https://evil.example");
    await settle();
    expect(store.view.value).toEqual({ kind: "waiting" });
    expect(askedForContacts(service.asked)).toEqual([]);
  });

  it("asks for nobody in another account", async () => {
    const { store, service, say } = aPanel();
    store.start();
    say(contextMessage(4711, 128, 2));
    await settle();
    expect(store.view.value).toEqual({ kind: "trouble", trouble: "other_account" });
    expect(askedForContacts(service.asked)).toEqual([]);
  });

  it("never flashes the sign-in while the session is being resumed", async () => {
    const { store, opened } = aPanel();
    const seen = new Set<string>();
    const stop = store.view.subscribe((view) => seen.add(view.kind));
    await opened();
    stop();
    expect([...seen]).toEqual(["waiting", "loading", "contact"]);
  });

  it("takes in what the live stream says", async () => {
    const { store, streams, opened } = aPanel();
    await opened();
    streams[0]?.say("contact", aContact({ stage: "engaged", revision: 13 }), "90");
    await settle();
    expect(store.view.value).toMatchObject({ contact: { stage: "engaged" } });
    expect([...store.contact.changed.value]).toEqual(["stage"]);
  });

  it("closes the gap between loading the contact and the opening of the stream", async () => {
    const { store, service, opened } = aPanel();
    service.on("GET", `contacts/${ada.id}`, () => json(aContact({ email: "new@example.com", revision: 13 })));
    await opened();
    expect(store.view.value).toMatchObject({ contact: { email: "new@example.com" } });
  });

  it("follows the agent to another contact", async () => {
    const { store, service, streams, say, opened } = aPanel();
    const grace = aContact({ id: "3b241101-e2bb-4255-8caf-4136c566a962", chatwootId: 4712, name: "Grace" });
    await opened();
    service.on("GET", "contacts/by-chatwoot/4712", () => json(grace));
    say(contextMessage(4712, 129));
    expect(store.view.value).toEqual({ kind: "loading" });
    await settle();
    expect(store.view.value).toEqual({ kind: "contact", contact: grace });
    expect(streams.map((stream) => stream.closed())).toEqual([true, false]);
  });

  it("loads conversations when their tab is opened, and keeps them live", async () => {
    const { store, service, streams, opened } = aPanel();
    await opened();
    expect(service.asked.some((request) => request.includes("conversations"))).toBe(false);
    store.chooseTab("conversations");
    await settle();
    streams[0]?.say("conversation", aConversation({ id: 200, lastActivityAt: "2026-03-12T10:42:00Z" }), "91");
    await settle();
    expect(store.conversations.state.value).toMatchObject({ items: [{ id: 200 }, { id: 128 }] });
  });

  it("says since when its data may be old, while it is cut off", async () => {
    const { store, clock, page, opened } = aPanel();
    await opened();
    await clock.pass(30_000);
    const cutOff = clock.now();
    page.online.value = false;
    await clock.pass(30_000);
    expect(store.view.value.kind).toBe("contact");
    expect(store.freshness.value).toEqual({ kind: "stale", since: cutOff });
  });

  it("comes back by itself when the service was out of reach at the start", async () => {
    const { store, service, clock, opened } = aPanel();
    let down = true;
    service.on("POST", "session/refresh", () => (down ? new ApiError("unreachable") : json(aSession())));
    await opened();
    expect(store.view.value).toEqual({ kind: "trouble", trouble: "service_unreachable" });
    down = false;
    await clock.pass(1_000);
    expect(store.view.value.kind).toBe("contact");
  });

  it("asks to sign in again when the session is over, and hides the contact", async () => {
    const { store, service, streams, opened } = aPanel();
    await opened();
    service.on("POST", "session/refresh", () => new ApiError("session_ended"));
    streams[0]?.say("ended", { code: "session_ended" });
    await settle();
    expect(store.view.value).toEqual({ kind: "signedOut", why: "ended" });
    expect(streams[0]?.closed()).toBe(true);
  });

  it("goes on without a word when a stream ends only because its token has run out", async () => {
    const { store, clock, streams, opened } = aPanel();
    await opened();
    streams[0]?.say("ended", { code: "session_ended" });
    streams[0]?.end();
    await clock.pass(1_000);
    expect(store.view.value.kind).toBe("contact");
    expect(store.freshness.value).toEqual({ kind: "current" });
    expect(streams).toHaveLength(2);
  });

  it("hides a contact that the agent may no longer see", async () => {
    const { store, streams, opened } = aPanel();
    await opened();
    streams[0]?.say("ended", { code: "forbidden" });
    await settle();
    expect(store.view.value).toEqual({ kind: "trouble", trouble: "forbidden" });
  });
});
