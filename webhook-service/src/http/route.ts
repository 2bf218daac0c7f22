import type { Request, RequestHandler, Response } from "express";

/** A handler knows no web framework: it takes the request's parts and returns what to answer. */
export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string | string[]>;
}

/** The edge between Express and a handler. Express 5 hands rejected promises to the error handler. */
export function route(handle: (request: Request) => Promise<Reply> | Reply): RequestHandler {
  return async (request: Request, response: Response) => {
    const { status, body, headers = {} } = await handle(request);
    response.status(status).set(headers);
    if (body === undefined) response.end();
    else response.json(body);
  };
}
