import express, { type ErrorRequestHandler, Router } from "express";
import type { Counter } from "prom-client";
import { type Receiver, receiveChatwoot } from "../deliveries/receive-chatwoot.ts";
import { AppError } from "../errors.ts";
import { route } from "./route.ts";

const bodyLimit = 1_048_576;

/** Where senders deliver. The body stays raw: its signature is over the bytes, not over what they mean. */
export function webhookRoutes(receiver: Receiver, rejected: Counter<"code">): Router {
  const router = Router();
  router.post(
    "/webhooks/chatwoot/:hookKey",
    express.raw({ type: () => true, limit: bodyLimit }),
    route(async (request) => {
      const body = await receiveChatwoot(receiver, {
        hookKey: String(request.params.hookKey),
        rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        header: (name) => request.get(name),
      });
      return { status: 200, body };
    }),
  );
  router.use("/webhooks", countRefusals(rejected));
  return router;
}

function countRefusals(rejected: Counter<"code">): ErrorRequestHandler {
  return (error, _request, _response, next) => {
    rejected.inc({ code: error instanceof AppError ? error.code : "malformed_body" });
    next(error);
  };
}
