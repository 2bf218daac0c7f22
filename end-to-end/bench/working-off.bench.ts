import { randomUUID } from "node:crypto";
import { type NewDelivery, storeDeliveries } from "@proppilot/webhook-service/deliveries/store-deliveries";
import { connect } from "@proppilot/webhook-service/store/connect";
import { queueBackends, startTestQueue } from "@proppilot/webhook-service/testing/queue";
import { until } from "@proppilot/webhook-service/testing/until";
import { type Customer, newCustomer, write } from "../harness/customer.ts";
import { playChatwoot } from "../harness/play-chatwoot.ts";
import { startWork } from "../harness/start-service.ts";
import { ask, install, type MeasuredInstallation, withServer } from "./installation.ts";
import { printConditions, printTable } from "./report.ts";

const backlog = Number(process.env.BENCH_BACKLOG ?? 4_000);
let messages = 0;

/** Puts so many deliveries there at once, as if `work` had been away. */
async function store({ databaseUrl, hook }: MeasuredInstallation, customers: readonly Customer[], count: number) {
  const db = connect({ databaseUrl, applicationName: "proppilot bench", poolSize: 1 });
  await db.transaction(async (tx) => {
    for (let begun = 0; begun < count; begun += 500) {
      const size = Math.min(500, count - begun);
      await storeDeliveries(
        tx,
        Array.from({ length: size }, () => delivery(hook.tenantId, customers)),
      );
    }
  });
  await db.destroy();
}

function delivery(tenantId: string, customers: readonly Customer[]): NewDelivery {
  messages += 1;
  const customer = customers[messages % customers.length] ?? newCustomer(1, 0);
  const body = JSON.stringify(write(customer, messages, `Message ${messages}`, Date.now()));
  const times = { receivedAt: new Date(), sentAt: new Date() };
  const destination = { lane: `contact:${customer.id}` };
  const origin = { source: "chatwoot", origin: "pushed", event: "message_created" } as const;
  return { id: randomUUID(), tenantId, ...times, ...origin, externalId: null, headers: {}, body, destination };
}

async function settled(databaseUrl: string): Promise<void> {
  const waiting = `select (select count(*) from proppilot.lane_entries)
    + (select count(*) from proppilot.effects where state = 'owed')`;
  await until("everything is worked off", async () => (await ask(databaseUrl, waiting)) === "0", 300_000);
}

/** Deliveries a second between the first that ended and the last. */
async function rate(
  measured: MeasuredInstallation,
  customers: readonly Customer[],
  queueUrl: string | undefined,
  workers: number,
) {
  const { databaseUrl, installation } = measured;
  const env = { ...installation.env, QUEUE_URL: queueUrl };
  const programs = await Promise.all(Array.from({ length: workers }, () => startWork({ ...installation, env })));
  const begun = new Date().toISOString();
  await store(measured, customers, backlog);
  await settled(databaseUrl);
  for (const program of programs) await program.stop();
  const perSecond = await ask(
    databaseUrl,
    `select (count(*) - 1) / extract(epoch from max(finished_at) - min(finished_at)) from proppilot.outcomes where finished_at > '${begun}'`,
  );
  return Math.round(Number(perSecond));
}

await withServer(async () => {
  const rows: (string | number)[][] = [];
  let databaseUrl = "";
  for (const contacts of [1, 1_000]) {
    const customers = Array.from({ length: contacts }, (_, index) => newCustomer(index + 1, Date.now()));
    const chatwoot = await playChatwoot(new Map(customers.map((customer) => [customer.id, customer])));
    const measured = await install(chatwoot.url);
    databaseUrl = measured.databaseUrl;
    // Everybody is known before: a first sight costs a read from Chatwoot, which is not what is measured here.
    const first = await startWork(measured.installation);
    await store(measured, customers, contacts);
    await settled(databaseUrl);
    await first.stop();
    for (const backend of queueBackends) {
      await using queue = await startTestQueue(backend);
      for (const workers of [1, 4])
        rows.push([contacts, backend, workers, await rate(measured, customers, queue.url, workers)]);
    }
    chatwoot.close();
  }
  printTable("Working off a backlog", ["contacts", "queue in", "work processes", "deliveries/s"], rows);
  await printConditions(databaseUrl, `${backlog} message_created each, stored at once; contacts known before`);
});
