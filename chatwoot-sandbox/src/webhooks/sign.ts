import { createHmac } from "node:crypto";

/** `X-Chatwoot-Signature` over the timestamp and the raw body (CONTRACT 1.3). */
export function sign(secret: string, timestamp: string, rawBody: string): string {
  return `sha256=${createHmac("sha256", secret).update(`${timestamp}.${rawBody}`).digest("hex")}`;
}
