import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "@jest/globals";
import { runSql } from "@proppilot/webhook-service/testing/database";
import { audit } from "./audit.ts";
import { setScene } from "./scene.ts";

// An audit that finds nothing proves something only if it would have found it.
const someMessage = "from proppilot.changes where field ~ '^messages\\.\\d+$' order by id limit 1";
const damages = [
  {
    sql: `insert into proppilot.changes (tenant_id, contact_id, field, new, actor, delivery_id, reason, happened_at)
          (select tenant_id, contact_id, field, new, actor, delivery_id, reason, happened_at ${someMessage})`,
    found: /^recorded twice: messages\.\d+$/,
  },
  {
    sql: "update proppilot.contacts set name = 'Nobody' where chatwoot_id = 3",
    found: /^contact 3: is not its changes' sum$/,
  },
  {
    sql: `delete from proppilot.changes where id = (select id from proppilot.changes where field = 'name' limit 1)`,
    found: /^contact \d+: recorded changes differ from a replay/,
  },
  { sql: "update proppilot.outcomes set state = 'dead' where attempts = 1", found: /^dead: / },
  { sql: "update public.endings set position = -position", found: /^out of order: contact:\d+$/ },
  { sql: "delete from proppilot.deliveries where event = 'contact_updated'", found: /^acknowledged and lost: / },
];

it("finds what is lost, dead, doubled, changed and out of order", async () => {
  await using scene = await setScene();
  await scene.startServe();
  await scene.startWork();
  scene.load.start(scene.hook);
  await sleep(500);
  await scene.load.finish();
  await scene.settled(20_000);
  expect((await audit(scene)).faults).toEqual([]);
  for (const { sql, found } of damages) {
    await runSql(scene.databaseUrl, sql);
    expect((await audit(scene)).faults).toContainEqual(expect.stringMatching(found));
  }
});
