import { describe, expect, it } from "@jest/globals";
import { chatwootOrigin } from "./chatwoot-origin.ts";

describe("chatwootOrigin", () => {
  it.each([
    ["https://chat.example.com", "https://chat.example.com"],
    [" https://Chat.Example.com/ ", "https://chat.example.com"],
    ["https://chat.example.com/app/accounts/1/dashboard?x=1", "https://chat.example.com"],
    ["http://localhost:3100/", "http://localhost:3100"],
  ])("finds the Chatwoot in %s", (pasted, origin) => {
    expect(chatwootOrigin(pasted)).toBe(origin);
  });

  it.each(["", "chat.example.com", "ftp://chat.example.com", "https://me:secret@chat.example.com"])(
    "refuses %p",
    (pasted) => {
      expect(() => chatwootOrigin(pasted)).toThrow(expect.objectContaining({ code: "invalid_request" }));
    },
  );
});
