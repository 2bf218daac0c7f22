import { v7 as uuidv7 } from "uuid";
import { AppError } from "../errors.ts";
import type { GroupCommit } from "./group-commit.ts";
import { inTime } from "./in-time.ts";
import { readEnvelope } from "./read-envelope.ts";
import { redactBody } from "./redact-body.ts";
import type { NewDelivery } from "./store-deliveries.ts";
import { verifySignature } from "./verify-signature.ts";

/** What a hook key stands for. */
export interface Hook {
  tenantId: string;
  accountId: number;
  secret: string | null;
  /** Only where the tenant says so: Chatwoot before 4.11.2 does not sign. */
  allowUnsigned: boolean;
}

export interface Receiver {
  findHook(hookKey: string): Promise<Hook | null>;
  commit: GroupCommit<NewDelivery>;
  now(): Date;
}

export interface WebhookRequest {
  hookKey: string;
  rawBody: Buffer;
  header(name: string): string | undefined;
}

/** From arrival to answer, in ms: with the store unreachable the sender hears so within 2 s (P6). */
const patienceMs = 1_800;

const utf8 = new TextDecoder("utf-8", { fatal: true });
const keptHeaders = ["content-type", "user-agent", "x-chatwoot-delivery", "x-chatwoot-timestamp"] as const;

/**
 * Verifies, stores, and only then returns: the caller may answer 2xx. Nothing that is refused is stored.
 * Order matters: the key before the signature, the signature before the body is even parsed.
 */
export async function receiveChatwoot(receiver: Receiver, request: WebhookRequest): Promise<{ id: string }> {
  const begun = performance.now();
  const hook = await inTime(receiver.findHook(request.hookKey), patienceMs);
  if (!hook) throw new AppError("hook_unknown", "No Chatwoot account is connected at this address.");
  const now = receiver.now();
  const timestamp = verify(hook, request, now);
  const text = decode(request.rawBody);
  const envelope = readEnvelope(parseJson(text));
  if (envelope.accountIds.some((id) => id !== hook.accountId)) {
    throw new AppError("account_mismatch", "The body is of another Chatwoot account than this address.");
  }
  // The id carries the time that names its partition.
  const id = uuidv7({ msecs: now.getTime() });
  const externalId = request.header("x-chatwoot-delivery");
  const delivery: NewDelivery = {
    id,
    tenantId: hook.tenantId,
    receivedAt: now,
    source: "chatwoot",
    origin: "pushed",
    event: envelope.event,
    externalId: externalId && /^[\w-]{1,100}$/.test(externalId) ? externalId : null,
    sentAt: timestamp,
    headers: keptHeadersOf(request),
    body: redactBody(envelope.event, text),
    destination: envelope.destination,
  };
  await receiver.commit.add(delivery, patienceMs - (performance.now() - begun));
  return { id };
}

function verify(hook: Hook, request: WebhookRequest, now: Date): Date | null {
  const signature = request.header("x-chatwoot-signature");
  if (hook.secret === null || (hook.allowUnsigned && signature === undefined)) {
    if (hook.allowUnsigned) return null;
    throw new AppError("signature_invalid", "This address takes signed deliveries only.");
  }
  const timestamp = request.header("x-chatwoot-timestamp");
  verifySignature(hook.secret, { rawBody: request.rawBody, signature, timestamp }, now);
  return new Date(Number(timestamp) * 1000);
}

function decode(rawBody: Buffer): string {
  try {
    return utf8.decode(rawBody);
  } catch (cause) {
    throw new AppError("malformed_body", "The body is not UTF-8.", { cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("malformed_body", "The body is not JSON.", { cause });
  }
}

function keptHeadersOf(request: WebhookRequest): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = request.header(name);
    if (value !== undefined) kept[name] = value.slice(0, 256);
  }
  return kept;
}
