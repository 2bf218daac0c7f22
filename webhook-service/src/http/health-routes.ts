import { Router } from "express";
import type { Registry } from "prom-client";
import type { Context } from "../context.ts";
import { schemaIsCurrent } from "../store/migrate.ts";
import { route } from "./route.ts";

/** Liveness, readiness (can this process accept deliveries now?), and figures for Prometheus. */
export function healthRoutes(ctx: Context, metrics: Registry): Router {
  const router = Router();
  router.get(
    "/healthz",
    route(() => ({ status: 200, body: { status: "ok" } })),
  );
  router.get(
    "/readyz",
    route(async () => {
      const ready = await schemaIsCurrent(ctx.db).catch(() => false);
      return ready
        ? { status: 200, body: { status: "ready" } }
        : { status: 503, body: { status: "store_unreachable" } };
    }),
  );
  router.get("/metrics", async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.metrics());
  });
  return router;
}
