import { setTimeout as sleep } from "node:timers/promises";
import { until } from "@proppilot/webhook-service/testing/until";
import { newCustomer, write } from "../harness/customer.ts";
import { type Hook, post } from "../harness/hook.ts";
import { playChatwoot } from "../harness/play-chatwoot.ts";
import { startServe, startWork } from "../harness/start-service.ts";
import { ask, install, withServer } from "./installation.ts";
import { percentile } from "./percentile.ts";
import { printConditions, printTable } from "./report.ts";

const seconds = Number(process.env.BENCH_SECONDS ?? 30);
const perSecond = 50;
const customers = new Map(Array.from({ length: 10 }, (_, index) => [index + 1, newCustomer(index + 1, Date.now())]));

/** When each message was acknowledged and when it was seen in the stream of its contact, in ms. */
const acknowledged = new Map<number, number>();
const seen = new Map<number, number>();
let messageId = 0;

async function deliver(hook: Hook, customerId: number): Promise<void> {
  const customer = customers.get(customerId);
  if (!customer) return;
  messageId += 1;
  const id = messageId;
  const { status } = await post(hook, write(customer, id, `Message ${id}`, Date.now()));
  if (status === 200) acknowledged.set(id, performance.now());
}

/** Reads a contact's live stream as a panel does: each conversation event shows its newest message. */
async function watch(url: string, apiKey: string, contactId: string, customerId: number): Promise<void> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const { body } = await fetch(`${url}/api/v1/live?contact=${contactId}`, { headers });
  let text = "";
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) noteEvent(event, customerId);
  }
}

function noteEvent(event: string, customerId: number): void {
  if (!event.includes("event: conversation")) return;
  const { lastMessage } = JSON.parse(event.slice(event.indexOf("data: ") + 6));
  const now = performance.now();
  for (const id of sentTo.get(customerId) ?? []) if (id <= lastMessage.id && !seen.has(id)) seen.set(id, now);
}

const sentTo = new Map<number, number[]>();

await withServer(async () => {
  const chatwoot = await playChatwoot(customers);
  const { installation, hook, databaseUrl } = await install(chatwoot.url);
  const serve = await startServe(installation);
  const work = await startWork(installation);
  for (const id of customers.keys()) await deliver(hook, id);
  for (const id of customers.keys()) {
    const path = `${installation.url}/api/v1/contacts/by-chatwoot/${id}`;
    const contact = await until("the contact is known", async () => {
      const answer = await fetch(path, { headers: { authorization: `Bearer ${hook.apiKey}` } });
      return answer.ok && ((await answer.json()) as { id: string });
    });
    sentTo.set(id, []);
    void watch(installation.url, hook.apiKey, contact.id, id).catch(() => {});
  }
  await sleep(2_000);
  acknowledged.clear();
  const begun = performance.now();
  const open: Promise<void>[] = [];
  for (let due = begun; due < begun + seconds * 1000; due += 1000 / perSecond) {
    await sleep(Math.max(0, due - performance.now()));
    const customerId = 1 + (messageId % customers.size);
    sentTo.get(customerId)?.push(messageId + 1);
    open.push(deliver(hook, customerId));
  }
  await Promise.all(open);
  await until("every message is seen", () => [...acknowledged.keys()].every((id) => seen.has(id)));
  const waits = [...acknowledged].map(([id, at]) => Math.max(0, (seen.get(id) ?? Number.NaN) - at));
  const ms = (share: number) => percentile(waits, share).toFixed(0);
  printTable(
    "Acknowledged → visible in the live stream",
    ["deliveries", "p50 in ms (target ≤ 100)", "p95 in ms (target ≤ 1000)", "p99 in ms", "longest in ms"],
    [[waits.length, ms(0.5), ms(0.95), ms(0.99), ms(1)]],
  );
  const refused = Number(await ask(databaseUrl, "select count(*) from proppilot.outcomes where state = 'dead'"));
  if (refused > 0) throw new Error(`${refused} deliveries are dead.`);
  await printConditions(
    databaseUrl,
    `${perSecond} deliveries/s for ${seconds} s, ${customers.size} contacts, each watched; one serve, one work`,
  );
  await serve.stop();
  await work.stop();
  chatwoot.close();
});
