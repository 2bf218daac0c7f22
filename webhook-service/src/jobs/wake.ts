import type { Queue } from "bullmq";
import type { Logger } from "pino";

export interface Waker {
  /**
   * Says that there is work; returns at once.
   * @param workers how many could find something to do
   */
  wake(workers?: number): void;
}

/**
 * How many drains may wait in the queue at a time, over all processes. Each slot holds at most one waiting and one
 * running job, so that a thousand deliveries cost a handful of jobs.
 */
const slots = 16;

/**
 * Coalesced wake-up: while one is on its way to the queue, others join the next. A wake-up that is lost costs time, not
 * deliveries: the sweeper finds what waits.
 */
export function createWaker(queue: Queue, log: Logger): Waker {
  let slot = 0;
  let wanted = 0;
  let underWay = false;

  async function send(): Promise<void> {
    underWay = true;
    while (wanted > 0) {
      wanted -= 1;
      slot = (slot + 1) % slots;
      try {
        // A job that is running may have looked before our commit: BullMQ then keeps this one for after it.
        await queue.add("drain", {}, { deduplication: { id: `slot-${slot}`, keepLastIfActive: true } });
      } catch (error) {
        wanted = 0;
        log.warn({ err: error }, "a wake-up did not reach the queue; the sweeper will see to it");
      }
    }
    underWay = false;
  }

  return {
    wake(workers = 1) {
      wanted = Math.min(slots, Math.max(wanted, workers));
      if (!underWay) void send();
    },
  };
}
