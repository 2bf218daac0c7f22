import { describe, expect, it } from "@jest/globals";
import { readContext } from "./read-context.ts";

const conversation = { id: 128, account_id: 1, meta: { sender: { id: 4711 } } };
const message = (data: unknown): string => JSON.stringify({ event: "appContext", data });

describe("readContext", () => {
  it("takes ids and nothing else", () => {
    const text = message({ conversation, contact: { id: 4711, email: "ada@example.com" }, currentAgent: { id: 9 } });
    expect(readContext(text)).toEqual({ accountId: 1, conversationId: 128, contactId: 4711 });
  });

  it("takes the theme where Chatwoot sends a known one", () => {
    expect(readContext(message({ conversation, contact: {}, theme: "dark" }))?.theme).toBe("dark");
    expect(readContext(message({ conversation, contact: {}, theme: "pink" }))).not.toHaveProperty("theme");
  });

  it("falls back on the conversation's sender while the contact is still empty", () => {
    expect(readContext(message({ conversation, contact: {} }))?.contactId).toBe(4711);
  });

  it("reads the mobile app's snake_case context", () => {
    const text = message({ conversation, contact: { id: 4711, phone_number: null }, current_agent: { id: 9 } });
    expect(readContext(text)?.contactId).toBe(4711);
  });

  it.each([
    ["an object instead of a string", { event: "appContext", data: { conversation, contact: {} } }],
    ["text that is no JSON", "{"],
    ["JSON without an event", JSON.stringify({ data: { conversation } })],
    ["another event", JSON.stringify({ event: "resize", data: { conversation } })],
    ["null", "null"],
    ["no conversation", message({ contact: { id: 4711 } })],
    ["no contact anywhere", message({ conversation: { id: 128, account_id: 1 }, contact: {} })],
    ["an id that is no number", message({ conversation: { ...conversation, id: "128/../1" }, contact: { id: 4711 } })],
    ["an id that is no id", message({ conversation: { ...conversation, account_id: -1 }, contact: { id: 4711 } })],
  ])("ignores %s", (_, data) => {
    expect(readContext(data)).toBeNull();
  });
});
