import type { EventEmitter } from "node:events";
import type { Queue, Worker } from "bullmq";
import type { Context } from "../context.ts";
import { claimEffect } from "../effects/claim-effect.ts";
import { type ClientOf, runEffect } from "../effects/run-effect.ts";
import { claimLane } from "../lanes/claim-lane.ts";
import { drainLane } from "../lanes/drain-lane.ts";
import { openQueue, openWorker } from "./open-queue.ts";
import { sweep } from "./sweep.ts";
import { createWaker } from "./wake.ts";

export interface WorkersOptions {
  clientOf: ClientOf;
  concurrency?: number;
  /** Keeps the queues of suites apart that share one Redis. */
  queuePrefix?: string;
  /** ms between two looks for work that no job announces. */
  sweepEvery?: number;
}

export interface Workers {
  stop(): Promise<void>;
}

/** Works off lanes and effects until stopped. The store must be reachable when it starts. */
export function startWorkers(ctx: Context, options: WorkersOptions): Workers {
  const { clientOf, concurrency = 4, queuePrefix, sweepEvery = 1_000 } = options;
  const prefix = queuePrefix === undefined ? {} : { prefix: queuePrefix };
  const queues = {
    lanes: openQueue(ctx.config, "lanes", queuePrefix),
    effects: openQueue(ctx.config, "effects", queuePrefix),
  };
  const lanes = createWaker(queues.lanes, ctx.log);
  const effects = createWaker(queues.effects, ctx.log);
  let stopping = false;

  async function drainLanes(): Promise<void> {
    while (!stopping) {
      const claim = await claimLane(ctx);
      if (!claim) return;
      const drained = await drainLane(ctx, claim);
      if (drained.effects) effects.wake();
    }
  }

  async function makeCalls(): Promise<void> {
    while (!stopping) {
      const effect = await claimEffect(ctx);
      if (!effect) return;
      await runEffect(ctx, effect, clientOf);
      lanes.wake();
    }
  }

  const workers = [
    openWorker(ctx.config, "lanes", drainLanes, { concurrency, ...prefix }),
    openWorker(ctx.config, "effects", makeCalls, { concurrency, ...prefix }),
  ];
  for (const source of [...workers, queues.lanes, queues.effects]) listenForErrors(ctx, source);
  const sweeper = sweep(ctx, { lanes, effects }, { every: sweepEvery, workers: concurrency });

  return {
    async stop() {
      stopping = true;
      await sweeper.stop();
      await Promise.allSettled(workers.map((worker) => worker.close()));
      await Promise.allSettled(Object.values(queues).map((queue) => queue.close()));
    },
  };
}

/** An `error` event without a listener ends the process. */
export function listenForErrors(ctx: Context, source: Queue | Worker): void {
  const emitter: EventEmitter = source;
  emitter.on("error", (error: Error) =>
    ctx.log.warn({ err: error, queue: source.name }, "the queue's connection failed"),
  );
}
