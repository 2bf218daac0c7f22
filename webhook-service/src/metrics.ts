import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";

export interface Metrics {
  registry: Registry;
  accepted: Counter;
  rejected: Counter<"code">;
}

/** Figures for Prometheus, one registry a process. */
export function createMetrics(streams: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "proppilot_" });
  new Gauge({
    name: "proppilot_live_streams",
    help: "Open live streams",
    registers: [registry],
    collect() {
      this.set(streams());
    },
  });
  return {
    registry,
    accepted: new Counter({
      name: "proppilot_deliveries_accepted_total",
      help: "Stored deliveries",
      registers: [registry],
    }),
    rejected: new Counter({
      name: "proppilot_deliveries_rejected_total",
      help: "Refused deliveries by error code",
      labelNames: ["code"],
      registers: [registry],
    }),
  };
}
