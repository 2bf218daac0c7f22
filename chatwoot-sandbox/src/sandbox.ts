import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "./app.ts";
import { noFaults } from "./control/faults.ts";
import { createLiveEvents, type LiveEvents } from "./control/live-events.ts";
import type { CallEntry } from "./rest/call-log.ts";
import { createBudgets } from "./rest/rate-limit.ts";
import { keepState } from "./saved/keep-state.ts";
import { loadWorld } from "./saved/load-world.ts";
import { seedInstallation } from "./seed/installation.ts";
import { type SeedName, seeds } from "./seed/seeds.ts";
import { createClock } from "./state/clock.ts";
import { type Context, chatwootLimits, type Limits } from "./state/context.ts";
import { createJobs } from "./state/jobs.ts";
import { createLog, type Log } from "./state/log.ts";
import { createRandom } from "./state/random.ts";
import { clearWorld, createWorld } from "./state/world.ts";
import type { Version } from "./versions.ts";
import { sendWebhooks } from "./webhooks/send-webhooks.ts";
import type { WebhookLogEntry } from "./webhooks/webhook-log.ts";

export interface SandboxOptions {
  port: number;
  /** Without one the sandbox answers on every address, so on `localhost` and on `127.0.0.1`. */
  host?: string | undefined;
  version?: Version | undefined;
  seed?: SeedName | undefined;
  limits?: Partial<Limits> | undefined;
  /** Where the state outlives the process; without one it is kept in memory only. */
  stateFile?: string | undefined;
}

export interface Sandbox {
  ctx: Context;
  webhookLog: Log<WebhookLogEntry>;
  calls: Log<CallEntry>;
  live: LiveEvents;
  /** People and conversations start over; the installation, what is connected to it, switches and release stay. */
  reset(seed: SeedName, randomSeed?: number): void;
}

export interface RunningSandbox extends Sandbox {
  origin: string;
  close(): Promise<void>;
}

/** Tests and demos find the same tokens every time. */
const FIRST_RANDOM_SEED = 1;

function createSandbox(options: SandboxOptions): Sandbox {
  const webhookLog = createLog<WebhookLogEntry>();
  const live = createLiveEvents();
  const saved = options.stateFile === undefined ? null : loadWorld(options.stateFile);
  const ctx: Context = {
    world: saved ?? createWorld(),
    version: options.version ?? "4.16",
    faults: noFaults(),
    // Chance that repeats itself after a restart would hand out the same source ids again.
    random: createRandom(saved ? Date.now() : FIRST_RANDOM_SEED),
    jobs: createJobs(),
    limits: { ...chatwootLimits, ...options.limits },
    budgets: createBudgets(),
    now: createClock(),
    emit(event) {
      live.tell(ctx, event);
      sendWebhooks(ctx, webhookLog, event);
    },
  };
  const sandbox: Sandbox = {
    ctx,
    webhookLog,
    calls: createLog<CallEntry>(),
    live,
    reset(seed, randomSeed) {
      ctx.jobs.clear();
      clearWorld(ctx.world);
      if (randomSeed !== undefined) ctx.random = createRandom(randomSeed);
      ctx.budgets = createBudgets();
      webhookLog.clear();
      sandbox.calls.clear();
      seeds[seed](ctx);
      live.tellReset();
    },
  };
  if (!saved) {
    seedInstallation(ctx);
    seeds[options.seed ?? "none"](ctx);
  }
  return sandbox;
}

/** Starts a sandbox and resolves once it listens. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const sandbox = createSandbox(options);
  const app = createApp(sandbox);
  const server = await new Promise<Server>((resolve, reject) => {
    const starting = options.host === undefined ? app.listen(options.port) : app.listen(options.port, options.host);
    starting.once("listening", () => resolve(starting));
    starting.once("error", reject);
  });
  const saveLast = options.stateFile === undefined ? () => {} : keepState(options.stateFile, sandbox.ctx.world, server);
  return {
    ...sandbox,
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      sandbox.ctx.jobs.clear();
      sandbox.live.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      saveLast();
    },
  };
}
