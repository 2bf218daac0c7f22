import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { aMessage } from "../harness/bodies.ts";
import { noChatwoot } from "../harness/no-chatwoot.ts";
import { type RunningService, startService, type TestTenant } from "../harness/running-service.ts";

jest.setTimeout(30_000);

let service: RunningService;
let tenant: TestTenant;
beforeAll(async () => {
  service = await startService({ clientOf: noChatwoot });
  tenant = await service.addTenant();
});
afterAll(() => service.close());

let at = 1_767_225_600;
/** The conversation changed hands, as Chatwoot tells of it (CONTRACT §1.6). */
async function assigneeAfter(meta: object) {
  at += 60;
  const { conversation } = aMessage({ at });
  const body = { ...conversation, meta: { ...conversation.meta, ...meta }, event: "conversation_updated" };
  expect((await tenant.deliver(body)).status).toBe(200);
  await tenant.settled();
  const [row] = await tenant.rows<{ assignee: unknown }>("conversations");
  return row?.assignee;
}

const agent = { id: 2, name: "Alan", available_name: "Alan", type: "user" };

it("shows an agent, and no agent bot: their ids overlap", async () => {
  expect(await assigneeAfter({ assignee: agent })).toEqual({ id: 2, name: "Alan" });
  expect(await assigneeAfter({ assignee: { id: 2, name: "Bot", type: "agent_bot" } })).toBeNull();
  expect(await assigneeAfter({ assignee: agent })).toEqual({ id: 2, name: "Alan" });
  expect(await assigneeAfter({ assignee: { id: 2, name: "Bot" }, assignee_type: "AgentBot" })).toBeNull();
  expect(await assigneeAfter({ assignee: agent, assignee_type: "User" })).toEqual({ id: 2, name: "Alan" });
  expect(await assigneeAfter({ assignee: null })).toBeNull();
});
