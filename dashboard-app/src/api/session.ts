import type { RedeemSession, RefreshSession, Session, SignInCode, SignInRequest } from "@proppilot/shared-types";
import type { Send } from "./send.ts";

export interface SessionApi {
  redeem(request: RedeemSession): Promise<Session>;
  refresh(request: RefreshSession): Promise<Session>;
  /** Whether this browser keeps our cookie in the frame. */
  keepsCookie(tenantKey: string): Promise<boolean>;
  /** The refresh token itself, for browsers that refuse the cookie. */
  handOver(accessToken: string): Promise<string>;
  end(accessToken: string): Promise<void>;
}

/** The session calls of the service. */
export function createSessionApi(send: Send): SessionApi {
  const post = async <T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> =>
    (await send({ method: "POST", path, body, headers })).json();
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  return {
    redeem: (request) => post("session", request),
    refresh: (request) => post("session/refresh", request),
    async keepsCookie(tenantKey) {
      const response = await send({ path: `session/cookie?tenantKey=${encodeURIComponent(tenantKey)}` });
      const { present }: { present: boolean } = await response.json();
      return present;
    },
    async handOver(accessToken) {
      const answer = await post<{ refreshToken: string }>("session/handover", undefined, bearer(accessToken));
      return answer.refreshToken;
    },
    async end(accessToken) {
      await send({ method: "DELETE", path: "session", headers: bearer(accessToken) });
    },
  };
}

/** Exchanges a Chatwoot access token for a single-use code. */
export async function requestSignInCode(send: Send, request: SignInRequest): Promise<SignInCode> {
  return (await send({ method: "POST", path: "sign-in", body: request })).json();
}
