import type { RequestHandler } from "express";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";

/**
 * Where a cookie counts, a page of another origin must not be able to send the request: browsers say where it comes
 * from, and a JSON body can't be sent across origins without a preflight, which we never answer.
 */
export function onlyOurPages(ctx: Context): RequestHandler {
  const own = new URL(ctx.config.publicUrl).origin;
  return (request, _response, next) => {
    const { origin, "sec-fetch-site": site } = request.headers;
    const foreign = (origin !== undefined && origin !== own) || (site !== undefined && site !== "same-origin");
    if (foreign) throw new AppError("forbidden", `Sessions are for pages of ${own} only.`);
    next();
  };
}

export const onlyJson: RequestHandler = (request, _response, next) => {
  if (!request.is("application/json")) throw new AppError("malformed_body", "Send JSON as application/json.");
  next();
};
