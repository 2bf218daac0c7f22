import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createDefinitions } from "./attributes/definitions-of.ts";
import type { Context } from "./context.ts";
import { createGroupCommit } from "./deliveries/group-commit.ts";
import { isDataFault, type NewDelivery, storeDeliveries } from "./deliveries/store-deliveries.ts";
import { createApp } from "./http/app.ts";
import { closeServer } from "./http/close-server.ts";
import { openQueue } from "./jobs/open-queue.ts";
import { listenForErrors } from "./jobs/start-workers.ts";
import { createWaker } from "./jobs/wake.ts";
import { createHub } from "./live/hub.ts";
import { listen } from "./live/listen.ts";
import { createMetrics } from "./metrics.ts";
import { connect } from "./store/connect.ts";
import { openDirectories } from "./tenants/directory.ts";
import { hookFinder } from "./tenants/find-hook.ts";
import { tenantClient } from "./tenants/tenant-client.ts";

export interface Serving {
  /** Where it listens. */
  url: string;
  stop(): Promise<void>;
}

/** The HTTP side of one process: receiver, API, live stream, pages. The store must be reachable when it starts. */
export async function serve(ctx: Context, { queuePrefix }: { queuePrefix?: string } = {}): Promise<Serving> {
  const queues = {
    lanes: openQueue(ctx.config, "lanes", queuePrefix),
    effects: openQueue(ctx.config, "effects", queuePrefix),
  };
  for (const queue of Object.values(queues)) listenForErrors(ctx, queue);
  const lanes = createWaker(queues.lanes, ctx.log);
  const effects = createWaker(queues.effects, ctx.log);
  const hub = createHub();
  const listener = listen(ctx, { onAnnouncement: hub.publish, onGap: hub.gap });
  const metrics = createMetrics(hub.streams);
  // Intake has connections of its own, few and impatient: after a failover they are all found dead within seconds.
  const { databaseUrl } = ctx.config;
  const intake = connect({ databaseUrl, applicationName: "proppilot intake", poolSize: 2, queryTimeout: 1_500 });
  const commit = createGroupCommit<NewDelivery>({
    store: (deliveries) => storeDeliveries(intake, deliveries),
    isDataFault,
    sizeOf: (delivery) => delivery.body.length,
    maxBatch: 256,
    maxSize: 4_194_304,
    onStored(deliveries) {
      metrics.accepted.inc(deliveries.length);
      lanes.wake(Math.min(4, deliveries.length));
    },
  });
  const app = createApp(ctx, {
    receiver: { findHook: hookFinder({ ...ctx, db: intake }), commit, now: ctx.now },
    hub,
    authentication: { directories: openDirectories(ctx) },
    metrics,
    definitionsOf: createDefinitions(ctx, tenantClient),
    wakeEffects: () => effects.wake(),
  });
  const server = await listening(createServer(app), ctx);
  const { port, address, family } = server.address() as AddressInfo;
  const url = `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;

  return {
    url,
    async stop() {
      // Panels reconnect by themselves, to the next process.
      hub.end();
      await closeServer(server, ctx.config.shutdownTimeoutMs);
      await listener.stop();
      await intake.destroy();
      await Promise.allSettled(Object.values(queues).map((queue) => queue.close()));
    },
  };
}

function listening(server: Server, { config }: Context): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, config.host, () => resolve(server));
  });
}
