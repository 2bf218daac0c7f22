import { readProblem, toApiError } from "./problem.ts";

export interface Request {
  method?: "GET" | "POST" | "DELETE";
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Sends one request to the service; anything but success and `304` is thrown as an `ApiError`. */
export type Send = (request: Request) => Promise<Response>;

/** `Send` over the browser's fetch. Cookies go along: the refresh cookie lives in the frame's own partition. */
export function createSend(fetch: typeof globalThis.fetch): Send {
  return async ({ method = "GET", path, body, headers = {}, signal }) => {
    const withBody = body !== undefined;
    const response = await fetch(`/api/v1/${path}`, {
      method,
      credentials: "include",
      cache: "no-store",
      headers: withBody ? { "content-type": "application/json", ...headers } : headers,
      body: withBody ? JSON.stringify(body) : null,
      signal: signal ?? null,
    }).catch((error) => {
      throw signal?.aborted ? error : toApiError(error);
    });
    if (!response.ok && response.status !== 304) throw await readProblem(response);
    return response;
  };
}
