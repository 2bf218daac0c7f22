import express, { type Express, Router } from "express";
import helmet from "helmet";
import type { Definitions } from "../contacts/contact-view.ts";
import type { Context } from "../context.ts";
import type { Receiver } from "../deliveries/receive-chatwoot.ts";
import type { Hub } from "../live/hub.ts";
import type { Metrics } from "../metrics.ts";
import type { Authentication } from "../sign-in/authenticate.ts";
import { answerErrors, identifyRequest, refuseUnknownPath } from "./answer-errors.ts";
import { contactRoutes } from "./contact-routes.ts";
import { healthRoutes } from "./health-routes.ts";
import { liveRoutes } from "./live-routes.ts";
import { openApiDocument } from "./openapi.ts";
import { panelPages } from "./panel-pages.ts";
import { requireSession } from "./require-session.ts";
import { sessionRoutes } from "./session-routes.ts";
import { webhookRoutes } from "./webhook-routes.ts";

export interface AppParts {
  receiver: Receiver;
  hub: Hub;
  authentication: Authentication;
  metrics: Metrics;
  definitionsOf(tenantId: string): Promise<Definitions>;
  wakeEffects(): void;
}

/** Puts the service's HTTP side together; listening is somebody else's. */
export function createApp(ctx: Context, parts: AppParts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  // Behind a reverse proxy of the same network the sign-in limit counts browsers, not the proxy.
  app.set("trust proxy", ["loopback", "linklocal", "uniquelocal"]);
  app.use(identifyRequest);
  // Senders first: what they call most should pass through least.
  app.use(webhookRoutes(parts.receiver, parts.metrics.rejected));
  app.use(healthRoutes(ctx, parts.metrics.registry));
  app.use(panelPages(ctx));
  app.use("/api/v1", apiHeaders, neverStored, sessionRoutes(ctx, parts.authentication), behindSession(ctx, parts));
  app.get("/openapi.json", (_request, response) => {
    response.json(openApiDocument(ctx.config.publicUrl));
  });
  app.use(refuseUnknownPath);
  app.use(answerErrors(ctx.log));
  return app;
}

// Neighbours on subdomains are not ours to decide for: our address may be one of a customer's own domain.
const apiHeaders = helmet({ strictTransportSecurity: { includeSubDomains: false } });

const neverStored: express.RequestHandler = (_request, response, next) => {
  response.set("cache-control", "no-store");
  next();
};

function behindSession(ctx: Context, parts: AppParts): Router {
  return Router()
    .use(requireSession(ctx, parts.authentication))
    .use(contactRoutes(ctx, parts))
    .use(liveRoutes(ctx, parts));
}
