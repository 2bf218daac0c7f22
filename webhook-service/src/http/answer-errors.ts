import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Problem } from "@proppilot/shared-types";
import type { ErrorRequestHandler, RequestHandler } from "express";
import type { Logger } from "pino";
import { AppError, isStoreUnreachable } from "../errors.ts";

/** Gives each request an id, which its refusal and its log lines carry. */
export const identifyRequest: RequestHandler = (_request, response, next) => {
  response.locals.requestId = randomUUID();
  next();
};

export const refuseUnknownPath: RequestHandler = () => {
  throw new AppError("not_found", "There is nothing at this address.");
};

/** One table from failure to answer: what is not an AppError leaves as a request id only. */
export function answerErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const refusal = asAppError(error);
    const requestId = String(response.locals.requestId ?? randomUUID());
    if (refusal.status >= 500) log.error({ err: refusal.cause ?? refusal, requestId, path: request.path }, "refused");
    const problem: Problem = {
      type: "about:blank",
      title: STATUS_CODES[refusal.status] ?? "Error",
      status: refusal.status,
      code: refusal.code,
      detail: refusal.message,
      requestId,
      ...(refusal.issues && { issues: refusal.issues }),
    };
    response.status(refusal.status).type("application/problem+json").send(JSON.stringify(problem));
  };
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  // What body-parser and Express themselves throw carries a `type` and a status.
  const { type, status } = (typeof error === "object" && error !== null ? error : {}) as Record<string, unknown>;
  if (type === "entity.too.large")
    return new AppError("body_too_large", "The body is larger than 1 MB.", { cause: error });
  if (type === "entity.parse.failed") return new AppError("malformed_body", "The body is not JSON.", { cause: error });
  if (typeof status === "number" && status >= 400 && status < 500)
    return new AppError("malformed_body", "The request can't be read.", { cause: error });
  if (isStoreUnreachable(error))
    return new AppError("store_unreachable", "Our database can't be reached right now. Try again soon.", {
      cause: error,
    });
  return new AppError("internal", "Something went wrong here; the request id finds it in the log.", { cause: error });
}
