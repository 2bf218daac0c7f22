import { createHash } from "node:crypto";
import { parseCookie, stringifySetCookie } from "cookie";
import type { Request } from "express";

/**
 * The refresh token's cookie. The panel is a frame on another site: without `Partitioned` browsers refuse it or let one
 * site's frame use another's (CONTRACT §2.3). The prefix keeps neighbours on our domain from setting it.
 */
const cookieName = (tenantKey: string) =>
  `__Host-proppilot-${createHash("sha256").update(tenantKey).digest("hex").slice(0, 12)}`;

const attributes = { secure: true, httpOnly: true, sameSite: "none", partitioned: true, path: "/" } as const;

export function readSessionCookie(request: Request, tenantKey: string): string | undefined {
  return parseCookie(request.headers.cookie ?? "")[cookieName(tenantKey)] || undefined;
}

export const sessionCookie = (tenantKey: string, refreshToken: string, seconds: number) =>
  stringifySetCookie({ name: cookieName(tenantKey), value: refreshToken, maxAge: seconds, ...attributes });

export const clearedSessionCookie = (tenantKey: string) => sessionCookie(tenantKey, "", 0);
