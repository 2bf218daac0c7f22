import { describe, expect, it } from "@jest/globals";
import { aConversation, aMessage } from "../rest/samples.ts";
import { lastMessage, messageSummary } from "./last-message-text.ts";

describe("lastMessage", () => {
  it("passes over an activity line", () => {
    const messages = [aMessage({ id: 1 }), aMessage({ id: 2, message_type: 2 })];
    expect(lastMessage(aConversation({ messages }))?.id).toBe(1);
  });

  it("takes the newer of the loaded messages and the one named by the server", () => {
    const named = (id: number) =>
      aConversation({ messages: [aMessage({ id: 5 })], last_non_activity_message: aMessage({ id }) });
    expect(lastMessage(named(9))?.id).toBe(9);
    expect(lastMessage(named(3))?.id).toBe(5);
  });

  it("shows an activity line when there is nothing else", () => {
    const messages = [aMessage({ id: 2, message_type: 2 })];
    expect(lastMessage(aConversation({ messages }))?.id).toBe(2);
  });

  it("is nothing in an empty conversation", () => {
    expect(lastMessage(aConversation({ messages: [] }))).toBeNull();
  });
});

describe("messageSummary", () => {
  it("names the kind of file when there are no words", () => {
    const message = aMessage({ content: null, attachments: [{ id: 1, file_type: "image" }] });
    expect(messageSummary(message)).toBe("Attachment: image");
  });

  it("does not show a deleted message", () => {
    expect(messageSummary(aMessage({ content_attributes: { deleted: true } }))).toBe("This message was deleted");
  });
});
