import { describe, expect, it } from "@jest/globals";
import { contextMessage } from "../../test/support/samples.ts";
import { admit } from "./admit.ts";

const chatwoot = { name: "the parent" } as unknown as Window;
const popup = { name: "the sign-in window" } as unknown as Window;
const stranger = { name: "somebody else" } as unknown as Window;
const expected = {
  contextFrom: { source: chatwoot, origin: "https://chat.example" },
  signInWindow: popup,
  ownOrigin: "https://panel.example",
};
const code = { type: "proppilot:sign-in-code", code: "abc" };
const context = contextMessage(4711);

describe("admit", () => {
  it("lets Chatwoot's context in", () => {
    const admitted = admit({ source: chatwoot, origin: "https://chat.example", data: context }, expected);
    expect(admitted).toEqual({ kind: "context", hint: { accountId: 1, conversationId: 128, contactId: 4711 } });
  });

  it("lets the code of the window that we opened in", () => {
    const admitted = admit({ source: popup, origin: "https://panel.example", data: code }, expected);
    expect(admitted).toEqual({ kind: "code", code: "abc" });
  });

  it.each([
    ["context from a foreign parent", chatwoot, "https://evil.example", context],
    ["context from another window of Chatwoot's origin", stranger, "https://chat.example", context],
    ["context from our own sign-in window", popup, "https://panel.example", context],
    ["a code from Chatwoot", chatwoot, "https://chat.example", code],
    ["a code from another window of ours", stranger, "https://panel.example", code],
    ["a code after the sign-in window went elsewhere", popup, "https://evil.example", code],
    ["a code that is no text", popup, "https://panel.example", { ...code, code: 7 }],
    ["a message from nowhere", null, "https://chat.example", context],
  ])("keeps out %s", (_, source, origin, data) => {
    expect(admit({ source, origin, data }, expected)).toBeNull();
  });

  it("knows no sign-in window until one is open", () => {
    const message = { source: null, origin: "https://panel.example", data: code };
    expect(admit(message, { ...expected, signInWindow: null })).toBeNull();
  });
});
