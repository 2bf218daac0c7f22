import express, { Router } from "express";
import { type Receiver, receiveChatwoot } from "../deliveries/receive-chatwoot.ts";
import { route } from "./route.ts";

const bodyLimit = 1_048_576;

/** Where senders deliver. The body stays raw: its signature is over the bytes, not over what they mean. */
export function webhookRoutes(receiver: Receiver): Router {
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
  return router;
}
