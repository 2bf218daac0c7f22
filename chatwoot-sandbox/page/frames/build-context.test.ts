import { describe, expect, it } from "@jest/globals";
import { aContact, aConversation } from "../rest/samples.ts";
import { buildContext, sendsExtras } from "./build-context.ts";
import { frameId, frameKey } from "./frame-key.ts";

const agent = { id: 5, name: "Alan Reyes", email: "alan@harbour.example", accessToken: "secret" };

function dataOf(message: string): Record<string, unknown> {
  return JSON.parse(message).data;
}

describe("buildContext", () => {
  it("is JSON in a string with the conversation as the store holds it", () => {
    const conversation = aConversation({ id: 7 });
    const message = JSON.parse(buildContext({ conversation, contact: aContact(), agent, extras: null }));
    expect(message.event).toBe("appContext");
    expect(message.data.conversation).toEqual(conversation);
  });

  it("has an empty contact until the contact is loaded", () => {
    const message = buildContext({ conversation: aConversation(), contact: undefined, agent, extras: null });
    expect(dataOf(message).contact).toEqual({});
  });

  it("tells id, name and email of the agent, never the token", () => {
    const message = buildContext({ conversation: aConversation(), contact: undefined, agent, extras: null });
    expect(dataOf(message).currentAgent).toEqual({ id: 5, name: "Alan Reyes", email: "alan@harbour.example" });
    expect(message).not.toContain("secret");
  });

  it("has exactly three keys up to 4.16.2 and five after it", () => {
    const source = { conversation: aConversation(), contact: undefined, agent };
    const before = dataOf(buildContext({ ...source, extras: null }));
    const after = dataOf(buildContext({ ...source, extras: { customAttributes: [], theme: "dark" } }));
    expect(Object.keys(before)).toEqual(["conversation", "contact", "currentAgent"]);
    expect(Object.keys(after)).toEqual(["conversation", "contact", "currentAgent", "customAttributes", "theme"]);
  });
});

describe("sendsExtras", () => {
  it.each(["3.16", "4.10", "4.16", "4.16.2"])("is off in %s", (version) => {
    expect(sendsExtras(version)).toBe(false);
  });

  it.each(["4.16.3", "4.17", "4.17.0", "5.0"])("is on in %s", (version) => {
    expect(sendsExtras(version)).toBe(true);
  });
});

describe("frames", () => {
  it("are other frames in another conversation", () => {
    expect(frameKey(1, 4)).not.toBe(frameKey(2, 4));
    expect(frameKey(1, 11)).not.toBe(frameKey(11, 1));
  });

  it("carry the id that Chatwoot gives them", () => {
    expect(frameId(0, 1)).toBe("dashboard-app--frame-0-1");
  });
});
