import { ApiError } from "./problem.ts";
import type { Request, Send } from "./send.ts";

/** Where bearers come from. */
export interface Bearers {
  /** A token that is good for at least another minute. */
  current(): Promise<string>;
  /** Says that `spent` was refused; answers with another, or throws once the session is over. */
  renew(spent: string): Promise<string>;
}

/** `Send` in the name of the signed-in agent; a refused token is renewed once. */
export function createAuthorized(send: Send, bearers: Bearers): Send {
  return async (request) => {
    const token = await bearers.current();
    try {
      return await send(withBearer(request, token));
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "session_ended")) throw error;
      return send(withBearer(request, await bearers.renew(token)));
    }
  };
}

function withBearer(request: Request, token: string): Request {
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };
}
