import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { type Serving, serve } from "../../src/serve.ts";
import { aMessage } from "../harness/bodies.ts";
import { type RunningService, startService, type TestTenant } from "../harness/running-service.ts";
import { until } from "../harness/until.ts";
import { readStream } from "./read-stream.ts";

let service: RunningService;
let tenant: TestTenant;
/** A second process' worth of server, which the tests stop. */
let serving: Serving;

beforeEach(async () => {
  service = await startService();
  tenant = await service.addTenant();
  serving = await serve(service.ctx);
});
afterEach(() => service.close());

const there: TestTenant["get"] = (path, init) =>
  fetch(`${serving.url}/api/v1${path}`, {
    ...init,
    headers: { authorization: `Bearer ${tenant.apiKey}`, ...init?.headers },
  });

async function aContact(): Promise<string> {
  await tenant.deliver(aMessage());
  return until("a contact", async () => (await tenant.rows<{ id: string }>("contacts"))[0]?.id);
}

/** Keeps everybody from reading contacts for a while. */
async function holdContacts(ms: number) {
  let held = () => {};
  const holding = new Promise<void>((resolve) => {
    held = resolve;
  });
  const over = service.ctx.db.transaction(async (tx) => {
    await tx.raw("lock table contacts in access exclusive mode");
    held();
    await sleep(ms);
  });
  await holding;
  return over;
}

it("ends live streams at once, in order, and lets other requests finish", async () => {
  const id = await aContact();
  const streams = await Promise.all(
    ["/live", `/live?contact=${id}`].map((path) => readStream({ ...tenant, get: there }, path)),
  );
  const over = holdContacts(3_000);
  const asked = there(`/contacts/${id}`);
  await until("the question waits", async () => {
    const { rows } = await service.ctx.db.raw("select from pg_stat_activity where wait_event_type = 'Lock'");
    return rows.length > 0;
  });
  const begun = performance.now();
  const stopped = serving.stop();
  await Promise.all(streams.map(({ ended }) => ended));
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect((await asked).status).toBe(200);
  await over;
  await stopped;
});

it("does not wait for connections that are only kept alive", async () => {
  expect((await there("/session")).status).toBe(200);
  const begun = performance.now();
  await serving.stop();
  expect(performance.now() - begun).toBeLessThan(2_000);
});

it("cuts what takes longer than the shutdown may", async () => {
  const id = await aContact();
  const impatient = await serve({ ...service.ctx, config: { ...service.ctx.config, shutdownTimeoutMs: 200 } });
  const over = holdContacts(2_000);
  const headers = { authorization: `Bearer ${tenant.apiKey}` };
  const asked = fetch(`${impatient.url}/api/v1/contacts/${id}`, { headers }).then(
    () => "answered",
    () => "cut",
  );
  await until("the question waits", async () => {
    const { rows } = await service.ctx.db.raw("select from pg_stat_activity where wait_event_type = 'Lock'");
    return rows.length > 0;
  });
  const stopped = Promise.all([impatient.stop(), serving.stop()]);
  expect(await asked).toBe("cut");
  await over;
  await stopped;
});
