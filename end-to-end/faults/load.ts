import { setTimeout as sleep } from "node:timers/promises";
import { type Customer, newCustomer, rename, toggleStatus, type WebhookBody, write } from "../harness/customer.ts";
import { type Hook, post } from "../harness/hook.ts";

/** Customers who write without end. Each one's webhooks are sent one after the other, and never again: Chatwoot does not retry. */
export interface Load {
  customers: ReadonlyMap<number, Customer>;
  /** Ids of the deliveries that were answered with 2xx, per customer in the order of sending. */
  acknowledged: ReadonlyMap<number, readonly string[]>;
  counts: { sent: number; acknowledged: number; refused: number; unanswered: number };
  start(hook: Hook): void;
  /** Ends it; then everybody sends their last, which tells all that Chatwoot knows. */
  finish(): Promise<void>;
}

export function createLoad(
  random: () => number,
  { customers: size = 12, perSecond = 40 }: { customers?: number; perSecond?: number } = {},
): Load {
  const customers = new Map(
    Array.from({ length: size }, (_, index) => [index + 1, newCustomer(index + 1, Date.now())]),
  );
  const acknowledged = new Map([...customers.keys()].map((id): [number, string[]] => [id, []]));
  const counts = { sent: 0, acknowledged: 0, refused: 0, unanswered: 0 };
  let running: Promise<unknown> = Promise.resolve();
  let stopping = false;
  let hook: Hook;

  async function send(customer: Customer, body: WebhookBody): Promise<void> {
    counts.sent += 1;
    try {
      const { status, id } = await post(hook, body);
      if (status !== 200 || id === undefined) {
        counts.refused += 1;
        return;
      }
      counts.acknowledged += 1;
      acknowledged.get(customer.id)?.push(id);
    } catch {
      counts.unanswered += 1;
    }
  }

  function next(customer: Customer): WebhookBody {
    const chance = random();
    if (chance < 0.15) return rename(customer, `Customer ${customer.id} (${counts.sent})`, Date.now());
    if (chance < 0.3) return toggleStatus(customer, Date.now());
    return write(customer, counts.sent, `Message ${counts.sent}`, Date.now());
  }

  async function live(customer: Customer): Promise<void> {
    while (!stopping) {
      await sleep(random() * 2 * (size / perSecond) * 1000);
      await send(customer, next(customer));
    }
  }

  return {
    customers,
    acknowledged,
    counts,
    start(to) {
      hook = to;
      running = Promise.all([...customers.values()].map(live));
    },
    async finish() {
      stopping = true;
      await running;
      for (const customer of customers.values()) {
        await send(customer, rename(customer, `Customer ${customer.id} at last`, Date.now()));
        await send(customer, toggleStatus(customer, Date.now()));
        await send(customer, write(customer, counts.sent, `Message ${counts.sent}`, Date.now()));
      }
    },
  };
}
