import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError } from "../errors.ts";

/** How far a delivery's time may be from ours, both ways (DESIGN §6). */
export const toleranceSeconds = 300;

export interface SignedRequest {
  rawBody: Buffer;
  signature: string | undefined;
  timestamp: string | undefined;
}

/** Hex HMAC-SHA256 over `timestamp.body`, as Chatwoot signs (CONTRACT §1.3). */
export function sign(secret: string, timestamp: string, rawBody: Buffer): string {
  return `sha256=${createHmac("sha256", secret).update(`${timestamp}.`).update(rawBody).digest("hex")}`;
}

/**
 * Checks the raw bytes and the age. Throws `signature_invalid` or `signature_stale`; constant time for the signature.
 * The signature comes first: the clock must tell a stranger nothing.
 */
export function verifySignature(secret: string, request: SignedRequest, now: Date): void {
  const { signature, timestamp } = request;
  if (!signature || !timestamp || !/^\d{1,12}$/.test(timestamp)) {
    throw new AppError("signature_invalid", "X-Chatwoot-Signature and X-Chatwoot-Timestamp must both be there.");
  }
  const expected = Buffer.from(sign(secret, timestamp, request.rawBody));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new AppError("signature_invalid", "The signature does not fit the body: check the webhook's secret.");
  }
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) {
    throw new AppError("signature_stale", "The delivery is more than 300 seconds from our time: check both clocks.");
  }
}
