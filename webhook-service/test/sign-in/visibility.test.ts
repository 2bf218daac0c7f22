import { expect, it } from "@jest/globals";
import { connect } from "../../src/store/connect.ts";
import { type Visibility, visibleConversations } from "../../src/tenants/directory-visibility.ts";
import { startTestDatabase } from "../harness/database.ts";

it("finds in the database exactly what may be seen", async () => {
  await using database = await startTestDatabase();
  const db = connect({ databaseUrl: database.url, applicationName: "visibility test" });
  const conversations = db.raw(`select * from (values
    (1, 7, '{"id": 10}'::jsonb), (2, 7, '{"id": 11}'), (3, 7, null), (4, 7, 'null'), (5, 8, '{"id": 10}')
  ) as rows (id, inbox_id, assignee)`);
  const seen = async (visibility: Visibility) => {
    const query = db.with("conversations", conversations).from("conversations").orderBy("id").pluck("id");
    return visibleConversations(query, visibility);
  };
  expect(await seen({ all: true })).toEqual([1, 2, 3, 4, 5]);
  expect(await seen({ all: false, inboxIds: [7] })).toEqual([1, 2, 3, 4]);
  expect(await seen({ all: false, inboxIds: [] })).toEqual([]);
  const narrow = (orNobody: boolean): Visibility => ({
    all: false,
    inboxIds: [7],
    onlyAssignedTo: { agentId: 10, orNobody },
  });
  expect(await seen(narrow(true))).toEqual([1, 3, 4]);
  expect(await seen(narrow(false))).toEqual([1]);
  await db.destroy();
});
