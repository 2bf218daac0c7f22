import type { Request, RequestHandler } from "express";
import type { Context } from "../context.ts";
import { type Authentication, authenticate, type Caller } from "../sign-in/authenticate.ts";
import type { Freshness } from "../tenants/directory.ts";

const callers = new WeakMap<Request, Caller>();

/** Lets only those pass who sent a good session or API key. Where it matters more, ask for a fresher directory. */
export function requireSession(ctx: Context, authentication: Authentication, freshness?: Freshness): RequestHandler {
  return async (request, _response, next) => {
    callers.set(request, await authenticate(ctx, authentication, request.headers.authorization, freshness));
    next();
  };
}

/** Who is asking. Only behind {@link requireSession}. */
export function sessionOf(request: Request): Caller {
  const caller = callers.get(request);
  if (!caller) throw new Error(`requireSession is missing before ${request.method} ${request.path}`);
  return caller;
}
