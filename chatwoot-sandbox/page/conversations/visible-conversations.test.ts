import { describe, expect, it } from "@jest/globals";
import { aContact, aConversation, aMessage } from "../rest/samples.ts";
import { assignmentCounts, type ConversationFilter, visibleConversations } from "./visible-conversations.ts";

const everything: ConversationFilter = { status: "all", inboxId: null, assignment: "all" };
const assignedTo = (id: number) => ({
  sender: aContact(),
  channel: "Channel::Whatsapp",
  assignee: { id, name: "Alan Reyes" },
});
const conversations = [
  aConversation({ id: 1, last_activity_at: 10, inbox_id: 1, meta: assignedTo(5) }),
  aConversation({ id: 2, last_activity_at: 30, inbox_id: 2, status: "resolved", messages: [aMessage({ id: 60 })] }),
  aConversation({ id: 3, last_activity_at: 30, inbox_id: 1, meta: assignedTo(6), messages: [aMessage({ id: 50 })] }),
];
const idsFor = (change: Partial<ConversationFilter>) =>
  visibleConversations(conversations, { ...everything, ...change }, 5).map((one) => one.id);

describe("visibleConversations", () => {
  it("puts the newest activity first and the newest message first in the same second", () => {
    expect(idsFor({})).toEqual([2, 3, 1]);
  });

  it("leaves out what is not open when only open ones are wanted", () => {
    expect(idsFor({ status: "open" })).toEqual([3, 1]);
  });

  it("shows one inbox alone", () => {
    expect(idsFor({ inboxId: 1 })).toEqual([3, 1]);
  });

  it("tells mine from unassigned", () => {
    expect(idsFor({ assignment: "mine" })).toEqual([1]);
    expect(idsFor({ assignment: "unassigned" })).toEqual([2]);
  });
});

describe("assignmentCounts", () => {
  it("counts each tab under the status and inbox filters", () => {
    expect(assignmentCounts(conversations, everything, 5)).toEqual({ mine: 1, unassigned: 1, all: 3 });
    expect(assignmentCounts(conversations, { ...everything, status: "open" }, 5)).toEqual({
      mine: 1,
      unassigned: 0,
      all: 2,
    });
  });
});
