import { expect, it } from "@jest/globals";
import { readLiveEvent } from "./read-live-event.ts";

it("reads which records an event is about", () => {
  expect(readLiveEvent('{"type":"message","action":"created","messageId":9,"conversationId":4,"accountId":1}')).toEqual(
    {
      type: "message",
      action: "created",
      conversationId: 4,
      contactId: null,
    },
  );
});

it.each(["", "null", "[]", "{", '{"type":3}'])("takes %j for no event", (text) => {
  expect(readLiveEvent(text)).toBeNull();
});
