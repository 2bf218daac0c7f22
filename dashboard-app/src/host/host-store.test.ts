import { beforeEach, describe, expect, it } from "@jest/globals";
import { fakeClock } from "../../test/support/fake-clock.ts";
import { fakePage } from "../../test/support/fake-page.ts";
import { contextMessage } from "../../test/support/samples.ts";
import { createHostStore } from "./host-store.ts";

const parent = {};

function aHost() {
  const clock = fakeClock();
  const page = fakePage();
  let asked = 0;
  const host = createHostStore({
    host: {
      kind: "frame",
      contextFrom: { source: parent, origin: "https://chat.example" },
      askForContext: () => void asked++,
    },
    clock,
    page,
    ownOrigin: "https://panel.example",
  });
  const say = (data: unknown) => page.message({ source: parent, origin: "https://chat.example", data });
  return { clock, page, host, say, asked: () => asked };
}

describe("the host store", () => {
  beforeEach(() => performance.clearMarks());

  it("asks at once, since the first message may have been missed", () => {
    const { host, asked } = aHost();
    host.start();
    expect(asked()).toBe(1);
  });

  it("keeps asking every two seconds until it knows, then calmly", async () => {
    const { host, clock, asked, say } = aHost();
    host.start();
    await clock.pass(6_000);
    expect(asked()).toBe(4);
    say(contextMessage(4711));
    await clock.pass(2_000);
    expect(asked()).toBe(5);
    await clock.pass(20_000);
    expect(asked()).toBe(7);
  });

  it("is silent while hidden and asks on return", async () => {
    const { host, clock, page, asked } = aHost();
    host.start();
    page.visible.value = false;
    await clock.pass(60_000);
    expect(asked()).toBe(1);
    page.visible.value = true;
    page.comeBack();
    expect(asked()).toBe(2);
  });

  it("follows the agent from contact to contact", () => {
    const { host, say } = aHost();
    host.start();
    say(contextMessage(4711));
    say(contextMessage(4712, 129));
    expect(host.context.value).toEqual({ accountId: 1, conversationId: 129, contactId: 4712 });
  });

  it("notes the moment of the first context", () => {
    const { host, say } = aHost();
    host.start();
    say(contextMessage(4711));
    say(contextMessage(4712));
    expect(performance.getEntriesByName("proppilot:context")).toHaveLength(1);
  });

  it("takes one code from the sign-in window and no second one", () => {
    const { host, page } = aHost();
    const popup = {};
    const codes: string[] = [];
    const message = {
      source: popup,
      origin: "https://panel.example",
      data: { type: "proppilot:sign-in-code", code: "abc" },
    };
    host.start();
    page.message(message);
    host.expectCode(popup, (code) => codes.push(code));
    page.message(message);
    page.message(message);
    expect(codes).toEqual(["abc"]);
  });

  it("asks and listens no more once stopped", async () => {
    const { host, clock, say, asked } = aHost();
    host.start()();
    say(contextMessage(4711));
    await clock.pass(60_000);
    expect(host.context.value).toBeNull();
    expect(asked()).toBe(1);
  });
});
