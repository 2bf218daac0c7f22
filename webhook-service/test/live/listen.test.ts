import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "@jest/globals";
import { type Announcement, announceChange, changesChannel } from "../../src/live/announce-change.ts";
import { listen } from "../../src/live/listen.ts";
import { inTenant } from "../../src/store/in-tenant.ts";
import { startTestContext, type TestContext } from "../harness/context.ts";
import { startDatabaseRelay, type TcpRelay } from "../harness/tcp-relay.ts";
import { until } from "../harness/until.ts";

const announcement = (changeId: string): Announcement => ({
  tenantId: "01990000-0000-7000-8000-000000000001",
  contactId: "01990000-0000-7000-8000-000000000002",
  chatwootId: 42,
  changeId,
});

let relay: TcpRelay;
let base: TestContext;
let listener: ReturnType<typeof listen>;
let heard: Announcement[];
let gaps: number;

beforeAll(async () => {
  relay = await startDatabaseRelay();
  base = await startTestContext();
});
afterAll(async () => {
  await base.close();
  await relay.close();
});
beforeEach(async () => {
  heard = [];
  gaps = 0;
  const databaseUrl = new URL(base.ctx.config.databaseUrl);
  databaseUrl.host = relay.host;
  listener = listen(
    { ...base.ctx, config: { ...base.ctx.config, databaseUrl: databaseUrl.href } },
    {
      onAnnouncement: (one) => heard.push(one),
      onGap: () => {
        gaps += 1;
      },
    },
  );
  await until("it listens", () => gaps === 1);
});
afterEach(() => listener.stop());

const announce = (changeId: string) =>
  inTenant(base.ctx.db, announcement(changeId).tenantId, (tx) => announceChange(tx, announcement(changeId)));

it("lets pass what others say on its channel", async () => {
  for (const payload of ["", "not JSON", "null", "{}", '{"tenantId":1}']) {
    await base.ctx.db.raw("select pg_notify(?, ?)", [changesChannel, payload]);
  }
  await announce("1");
  await until("ours", () => heard.length > 0);
  expect(heard).toEqual([announcement("1")]);
});

it("comes back after a cut, and says that something may have been missed", async () => {
  relay.cut();
  relay.heal();
  await until("it listens again", () => gaps === 2);
  await announce("2");
  await until("what is announced then", () => heard.some(({ changeId }) => changeId === "2"));
});

it("notices by itself that its connection leads nowhere any more", async () => {
  relay.forget();
  await until("it listens again", () => gaps === 2, 25_000);
  await announce("3");
  await until("what is announced then", () => heard.some(({ changeId }) => changeId === "3"));
}, 30_000);
