import { describe, expect, it } from "@jest/globals";
import knex from "knex";
import { visibleConversations, visibleInboxes } from "./directory-visibility.ts";

const directory = { inboxMembers: { 1: [10, 11], 2: [10], 3: [11] } };
const agent = { id: 10, role: "agent", customRoleId: null, permissions: ["agent"] } as const;
const custom = (...permissions: string[]) => ({ ...agent, customRoleId: 4, permissions });

describe("sees", () => {
  it.each([
    ["an administrator everything", { ...agent, role: "administrator" as const }, { all: true }],
    ["an agent the own inboxes", agent, { all: false, inboxIds: [1, 2] }],
    ["an agent of no inbox nothing", { ...agent, id: 99 }, { all: false, inboxIds: [] }],
    ["a manager by custom role the own inboxes", custom("conversation_manage"), { all: false, inboxIds: [1, 2] }],
    [
      "by custom role the unassigned and the own",
      custom("conversation_unassigned_manage"),
      { all: false, inboxIds: [1, 2], onlyAssignedTo: { agentId: 10, orNobody: true } },
    ],
    [
      "by custom role the own only",
      custom("conversation_participating_manage"),
      { all: false, inboxIds: [1, 2], onlyAssignedTo: { agentId: 10, orNobody: false } },
    ],
    [
      "by the stronger of two permissions",
      custom("conversation_participating_manage", "conversation_manage"),
      { all: false, inboxIds: [1, 2] },
    ],
    ["nothing by a custom role for other things", custom("contact_manage"), { all: false, inboxIds: [] }],
  ])("%s", (_name, who, visibility) => {
    expect(visibleInboxes(directory, who)).toEqual(visibility);
  });
});

describe("narrows a query", () => {
  const sql = (visibility: Parameters<typeof visibleConversations>[1]) =>
    visibleConversations(knex({ client: "pg" })("conversations").select("id"), visibility).toString();

  it("not at all where everything may be seen", () => {
    expect(sql({ all: true })).toBe(`select "id" from "conversations"`);
  });

  it("to nothing where no inbox may be seen", () => {
    expect(sql({ all: false, inboxIds: [] })).toContain("where 1 = 0");
  });

  it("to inboxes, and in them to assignees", () => {
    expect(sql({ all: false, inboxIds: [1, 2], onlyAssignedTo: { agentId: 10, orNobody: true } })).toBe(
      `select "id" from "conversations" where "conversations"."inbox_id" in (1, 2) and ` +
        `("conversations".assignee->>'id' = '10' or "conversations".assignee->>'id' is null)`,
    );
  });
});
