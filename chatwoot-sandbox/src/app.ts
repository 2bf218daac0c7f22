import express, { type ErrorRequestHandler, type Express } from "express";
import { pageRouter } from "./control/page.ts";
import { controlRouter } from "./control/router.ts";
import { Refusal } from "./refusal.ts";
import { restRouter } from "./rest/router.ts";
import type { Sandbox } from "./sandbox.ts";

/** Puts the three faces together: Chatwoot's API, the switches, the page. */
export function createApp(sandbox: Sandbox): Express {
  const app = express();
  app.disable("x-powered-by");
  // Rails reads `labels[]=a&labels[]=b` as a list.
  app.set("query parser", "extended");
  app.use("/api", restRouter(sandbox.ctx, sandbox.calls));
  app.use("/sandbox", controlRouter(sandbox));
  app.use(pageRouter());
  app.use(answerFailures);
  return app;
}

const answerFailures: ErrorRequestHandler = (failure: unknown, _request, response, next) => {
  if (response.headersSent) return next(failure);
  if (failure instanceof Refusal) {
    response.status(failure.status);
    if (typeof failure.body !== "string") return void response.json(failure.body);
    return void response.type(failure.body.startsWith("<") ? "html" : "text/plain").send(failure.body);
  }
  const status = statusOf(failure);
  if (status >= 500) console.error(failure);
  response.status(status).json({ status, error: status === 400 ? "Bad Request" : "Internal Server Error" });
};

/** The body parser marks what the caller did wrong. */
function statusOf(failure: unknown): number {
  const status = failure instanceof Error && "status" in failure ? Number(failure.status) : 500;
  return status >= 400 ? status : 500;
}
