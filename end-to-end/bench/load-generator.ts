// A process of its own: node --import tsx load-generator.ts '{"hook":…,"connections":64,"seconds":10,"bytes":3072}'
// Prints one line of JSON: what was acknowledged, and how long that took.
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import { newCustomer, write } from "../harness/customer.ts";
import { type Hook, signedHeaders } from "../harness/hook.ts";
import { percentile } from "./percentile.ts";

/** What the generator is to do. */
export interface Order {
  hook: Hook;
  connections: number;
  seconds: number;
  /** How large each body is. */
  bytes: number;
  customers: number;
  /** At this pace, whatever the answers take; else as fast as they come. */
  perSecond?: number;
  firstMessageId: number;
}

export interface Achieved {
  acknowledged: number;
  refused: number;
  seconds: number;
  p50: number;
  p99: number;
  longest: number;
  /** Share of one core that the generator itself needed. */
  cpu: number;
}

const order: Order = JSON.parse(process.argv[2] ?? "");
const { origin, pathname: path } = new URL(order.hook.url);
const pool = new Pool(origin, { connections: order.connections, pipelining: 1 });
const customers = Array.from({ length: order.customers }, (_, index) => newCustomer(index + 1, Date.now()));
const latencies: number[] = [];
let sent = 0;
let refused = 0;

/** @param due when it should have been sent: waiting for a free connection counts. */
async function send(due: number): Promise<void> {
  sent += 1;
  const body = nextBody();
  const headers = signedHeaders(order.hook.secret, body);
  const answer = await pool.request({ path, method: "POST", headers, body });
  await answer.body.dump();
  if (answer.statusCode === 200) latencies.push(performance.now() - due);
  else refused += 1;
}

function nextBody(): Buffer {
  const customer = customers[sent % customers.length] ?? newCustomer(1, 0);
  const body = write(customer, order.firstMessageId + sent, "", Date.now());
  const missing = order.bytes - JSON.stringify(body).length;
  return Buffer.from(JSON.stringify({ ...body, content: "x".repeat(Math.max(0, missing)) }));
}

async function asFastAsAnswersCome(end: number): Promise<void> {
  while (performance.now() < end) await send(performance.now());
}

async function paced(perSecond: number, begun: number, end: number): Promise<void> {
  const open: Promise<void>[] = [];
  for (let due = begun; due < end; due += 1000 / perSecond) {
    await sleep(Math.max(0, due - performance.now()));
    open.push(send(due));
  }
  await Promise.all(open);
}

const begun = performance.now();
const end = begun + order.seconds * 1000;
const cpuBefore = process.cpuUsage();
if (order.perSecond) await paced(order.perSecond, begun, end);
else await Promise.all(Array.from({ length: order.connections }, () => asFastAsAnswersCome(end)));
const seconds = (performance.now() - begun) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
const achieved: Achieved = {
  acknowledged: latencies.length,
  refused,
  seconds,
  p50: percentile(latencies, 0.5),
  p99: percentile(latencies, 0.99),
  longest: percentile(latencies, 1),
  cpu: (user + system) / 1e6 / seconds,
};
console.log(JSON.stringify(achieved));
await pool.close();
