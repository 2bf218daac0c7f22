// What the receiver is measured against: the same Express app, made of the service's own parts, with another commit.
//   answer   verifies and answers, stores nothing        insert   one INSERT, one commit a request
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { loadConfig } from "@proppilot/webhook-service/config/load-config";
import type { Context } from "@proppilot/webhook-service/context";
import type { Receiver } from "@proppilot/webhook-service/deliveries/receive-chatwoot";
import { storeDeliveries } from "@proppilot/webhook-service/deliveries/store-deliveries";
import { createApp } from "@proppilot/webhook-service/http/app";
import { createHub } from "@proppilot/webhook-service/live/hub";
import { createMetrics } from "@proppilot/webhook-service/metrics";
import { connect } from "@proppilot/webhook-service/store/connect";
import { openDirectories } from "@proppilot/webhook-service/tenants/directory";
import { hookFinder } from "@proppilot/webhook-service/tenants/find-hook";
import pino from "pino";

const config = loadConfig(process.env);
const db = connect({ databaseUrl: config.databaseUrl, applicationName: "proppilot baseline" });
const ctx: Context = { config, db, log: pino({ level: "warn" }), now: () => new Date(), random: Math.random };

const commits: Record<string, Receiver["commit"]["add"]> = {
  answer: async () => {},
  insert: (delivery) => storeDeliveries(db, [delivery]),
};
const add = commits[process.argv[2] ?? ""];
if (!add) throw new Error("Which baseline: answer or insert?");

const app = createApp(ctx, {
  receiver: { findHook: hookFinder(ctx), commit: { add }, now: ctx.now },
  hub: createHub(),
  authentication: { directories: openDirectories(ctx) },
  metrics: createMetrics(() => 0),
  definitionsOf: async () => new Map(),
  wakeEffects: () => {},
});
const server = createServer(app).listen(config.port, config.host, () => {
  console.log(JSON.stringify({ listening: (server.address() as AddressInfo).port }));
});
