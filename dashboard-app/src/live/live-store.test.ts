import { describe, expect, it } from "@jest/globals";
import type { LiveEvent } from "@proppilot/shared-types";
import { fakeClock, settle } from "../../test/support/fake-clock.ts";
import { fakePage } from "../../test/support/fake-page.ts";
import { type FakeStream, fakeStream } from "../../test/support/fake-service.ts";
import { aContact } from "../../test/support/samples.ts";
import { ApiError } from "../api/problem.ts";
import type { Request } from "../api/send.ts";
import { createLiveStore } from "./live-store.ts";

function aLive() {
  const clock = fakeClock();
  const page = fakePage();
  const requests: Request[] = [];
  const streams: FakeStream[] = [];
  const events: LiveEvent["event"][] = [];
  const service = { refuse: null as ApiError | null };
  const store = createLiveStore({
    clock,
    page,
    onEvent: ({ event }) => events.push(event),
    async authorized(request) {
      requests.push(request);
      if (service.refuse) throw service.refuse;
      const stream = fakeStream(request);
      streams.push(stream);
      return stream.response;
    },
  });
  const last = (): FakeStream => {
    const stream = streams.at(-1);
    if (!stream) throw new Error("No stream was opened");
    return stream;
  };
  async function opened(): Promise<void> {
    store.follow("ada");
    await settle();
    last().say("ready", { at: "2026-03-12T10:42:00Z" });
    await settle();
  }
  return { clock, page, store, requests, streams, events, service, last, opened };
}

const resumedFrom = (request: Request | undefined) => request?.headers?.["last-event-id"];

describe("the live stream", () => {
  it("is live once the service says that it is ready", async () => {
    const { store, requests, events, opened } = aLive();
    await opened();
    expect(requests[0]?.path).toBe("live?contact=ada");
    expect(store.state.value).toBe("live");
    expect(events).toEqual(["ready"]);
  });

  it("resumes after the last event when the connection breaks", async () => {
    const { clock, store, requests, last, opened } = aLive();
    await opened();
    last().say("contact", aContact(), "77");
    await settle();
    last().end();
    await settle();
    expect(store.state.value).toBe("broken");
    await clock.pass(1_000);
    expect(resumedFrom(requests[1])).toBe("77");
    last().say("ready", {});
    await settle();
    expect(store.state.value).toBe("live");
  });

  it("waits longer after each failure, and from the start again after a success", async () => {
    const { clock, requests, service, last, opened } = aLive();
    await opened();
    service.refuse = new ApiError("unreachable");
    last().end();
    await clock.pass(120_000);
    const patient = requests.length;
    expect(patient).toBeGreaterThan(5);
    expect(patient).toBeLessThan(15);
    service.refuse = null;
    await clock.pass(30_000);
    last().say("ready", {});
    await settle();
    last().end();
    await clock.pass(1_000);
    expect(requests.length).toBe(patient + 2);
  });

  it("closes while the page is hidden and resumes where it was", async () => {
    const { clock, page, store, requests, last, opened } = aLive();
    await opened();
    last().say("contact", aContact(), "77");
    await settle();
    page.visible.value = false;
    await clock.pass(300_000);
    expect(last().closed()).toBe(true);
    expect(store.state.value).toBe("off");
    page.visible.value = true;
    await settle();
    expect(requests).toHaveLength(2);
    expect(resumedFrom(requests[1])).toBe("77");
  });

  it("is broken as soon as the network is gone, and back with it", async () => {
    const { page, store, requests, opened } = aLive();
    await opened();
    page.online.value = false;
    expect(store.state.value).toBe("broken");
    page.online.value = true;
    await settle();
    expect(requests).toHaveLength(2);
  });

  it("gives up on a stream that says nothing for a minute", async () => {
    const { clock, requests, last, opened } = aLive();
    await opened();
    await clock.pass(61_000);
    expect(requests.length).toBe(2);
    expect(last().closed()).toBe(false);
  });

  it("starts afresh with another contact", async () => {
    const { store, requests, streams, last, opened } = aLive();
    await opened();
    last().say("contact", aContact(), "77");
    await settle();
    store.follow("grace");
    await settle();
    expect(streams[0]?.closed()).toBe(true);
    expect(requests[1]?.path).toBe("live?contact=grace");
    expect(resumedFrom(requests[1])).toBeUndefined();
  });

  it("does not insist where the agent has no right any more", async () => {
    const { clock, store, requests, events, service } = aLive();
    service.refuse = new ApiError("forbidden");
    store.follow("ada");
    await clock.pass(120_000);
    expect(requests).toHaveLength(1);
    expect(events).toEqual(["ended"]);
  });

  it("passes over events of kinds that it does not know yet", async () => {
    const { events, last, opened } = aLive();
    await opened();
    last().say("weather", { sunny: true });
    last().say("contact", aContact(), "78");
    await settle();
    expect(events).toEqual(["ready", "contact"]);
  });
});
