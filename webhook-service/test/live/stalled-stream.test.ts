import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, it } from "@jest/globals";
import { changesChannel } from "../../src/live/announce-change.ts";
import { type RunningService, startService, type TestTenant } from "../harness/running-service.ts";
import { until } from "../harness/until.ts";

let service: RunningService;
let tenant: TestTenant;
let viewer: Socket;

beforeAll(async () => {
  service = await startService({ work: false });
  tenant = await service.addTenant();
});
afterAll(async () => {
  viewer.destroy();
  await service.close();
});

const streams = async () => {
  const figures = await (await fetch(`${service.url}/metrics`)).text();
  return Number(/^proppilot_live_streams (\d+)$/m.exec(figures)?.[1]);
};

/** More than the kernel keeps for a socket that nobody reads, in announcements of 7 kB. */
const announceMuch = () =>
  service.ctx.db.raw(
    `select pg_notify(?, json_build_object('tenantId', ?::text, 'contactId', repeat('x', 7000), 'chatwootId', n,
       'changeId', n::text)::text) from generate_series(1, 4000) n`,
    [changesChannel, tenant.record.id],
  );

it("lets a viewer go who takes nothing any more", async () => {
  const { hostname, port } = new URL(service.url);
  viewer = connect({ host: hostname, port: Number(port) });
  viewer.write(`GET /api/v1/live HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${tenant.apiKey}\r\n\r\n`);
  viewer.pause();
  await until("the stream is open", async () => (await streams()) === 1);
  await announceMuch();
  await until("the stream is closed", async () => (await streams()) === 0);
});
