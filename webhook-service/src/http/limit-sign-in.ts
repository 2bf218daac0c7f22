import type { RequestHandler } from "express";
import { rateLimit } from "express-rate-limit";
import { AppError } from "../errors.ts";

const windowMs = 60_000;

export interface SignInLimits {
  perAddress: number;
  perTenant: number;
}

/** Slows down whoever tries tokens, and keeps us from being used to flood a Chatwoot: per address and per tenant. */
export function limitSignIn({ perAddress, perTenant }: SignInLimits): {
  byAddress: RequestHandler;
  byTenant: RequestHandler;
} {
  const common = {
    windowMs,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    handler: (_request, _response, next) =>
      next(new AppError("too_many_requests", "Too many attempts to sign in: wait a minute, then try again.")),
  } satisfies Parameters<typeof rateLimit>[0];
  return {
    byAddress: rateLimit({ ...common, limit: perAddress }),
    byTenant: rateLimit({ ...common, limit: perTenant, keyGenerator: (request) => String(request.body?.tenantKey) }),
  };
}
