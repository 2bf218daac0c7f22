import { describe, expect, it } from "@jest/globals";
import { aConversation, aMessage } from "../rest/samples.ts";
import { mergeConversation, mergeMessages, withNewestMessages, withOlderMessages } from "./merge-conversation.ts";

const message = (id: number, content = `text ${id}`) => aMessage({ id, content, created_at: id });
const page = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
const ids = (conversation: { messages: { id: number }[] }) => conversation.messages.map((one) => one.id);

describe("mergeMessages", () => {
  it("has each message once, in the newer form, oldest first", () => {
    const merged = mergeMessages([message(2), message(3)], [message(3, "edited"), message(1)]);
    expect(merged.map((one) => one.content)).toEqual(["text 1", "text 2", "edited"]);
  });
});

describe("mergeConversation", () => {
  it("keeps loaded messages when the list is read again", () => {
    const known = { ...aConversation({ messages: page(1, 5) }), dataFetched: true };
    const merged = mergeConversation(known, aConversation({ status: "resolved", messages: [message(6)] }));
    expect(merged).toMatchObject({ status: "resolved", dataFetched: true });
    expect(ids(merged)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe("withNewestMessages", () => {
  it("drops what is older than the page, since messages between may be missing", () => {
    expect(ids(withNewestMessages(aConversation({ messages: [message(1)] }), page(11, 30)))).toEqual(
      ids({ messages: page(11, 30) }),
    );
  });

  it("keeps what arrived while the page was on its way", () => {
    expect(ids(withNewestMessages(aConversation({ messages: [message(31)] }), page(11, 30)))).toContain(31);
  });

  it("knows that a short page is the whole conversation", () => {
    expect(withNewestMessages(aConversation({ messages: [] }), page(1, 3)).allMessagesLoaded).toBe(true);
    expect(withNewestMessages(aConversation({ messages: [] }), page(1, 20)).allMessagesLoaded).toBe(false);
  });
});

describe("withOlderMessages", () => {
  it("puts older messages before the known ones", () => {
    const known = { ...aConversation({ messages: page(21, 40) }), allMessagesLoaded: false };
    expect(ids(withOlderMessages(known, page(1, 20)))).toEqual(ids({ messages: page(1, 40) }));
  });
});
