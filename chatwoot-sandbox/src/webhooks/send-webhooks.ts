import { randomUUID } from "node:crypto";
import type { Context } from "../state/context.ts";
import type { DomainEvent } from "../state/events.ts";
import type { Log } from "../state/log.ts";
import type { Webhook } from "../state/records.ts";
import { has } from "../versions.ts";
import { accountOf, buildBody, type WebhookEvent, webhookEventOf } from "./build-body.ts";
import { post } from "./post.ts";
import { railsJson } from "./rails-json.ts";
import { sign } from "./sign.ts";
import type { WebhookLogEntry } from "./webhook-log.ts";

const REORDER_WINDOW_MS = 250;

/** Hands an event to every subscribed webhook of its account, whatever the inbox (CONTRACT 1.2). */
export function sendWebhooks(ctx: Context, log: Log<WebhookLogEntry>, event: DomainEvent): void {
  const name = webhookEventOf(ctx, event);
  if (name === null) return;
  const accountId = accountOf(ctx, event);
  const subscribed = ctx.world.webhooks.where(
    (webhook) => webhook.account_id === accountId && webhook.subscriptions.includes(name),
  );
  if (subscribed.length === 0) return;
  ctx.jobs.run(() => {
    const body = buildBody(ctx, name, event);
    if (body === null) return;
    const rawBody = railsJson(body);
    for (const webhook of subscribed) queueDelivery(ctx, log, { webhook, name, rawBody });
  });
}

interface Delivery {
  webhook: Webhook;
  name: WebhookEvent;
  rawBody: string;
}

function queueDelivery(ctx: Context, log: Log<WebhookLogEntry>, delivery: Delivery): void {
  const { random } = ctx;
  const faults = ctx.faults.webhooks;
  if (random.next() < faults.drop) {
    log.add({ ...entryFor(delivery), dropped: true });
    return;
  }
  const copies = random.next() < faults.duplicate ? 2 : 1;
  for (let copy = 0; copy < copies; copy += 1) {
    const delay = faults.delayMs + (faults.reorder ? random.next() * REORDER_WINDOW_MS : 0);
    ctx.jobs.run(() => deliver(ctx, log, delivery), delay);
  }
}

/** One attempt: whatever goes wrong, the event is lost (CONTRACT 1.3, retry). */
async function deliver(ctx: Context, log: Log<WebhookLogEntry>, delivery: Delivery): Promise<void> {
  const entry = entryFor(delivery);
  const startedAt = performance.now();
  try {
    entry.status = await post({
      url: delivery.webhook.url,
      headers: headersFor(ctx, delivery, entry.id),
      body: delivery.rawBody,
      followRedirects: has(ctx.version, "followsRedirects"),
    });
  } catch (failure) {
    entry.error = failure instanceof Error ? failure.message : String(failure);
  }
  entry.durationMs = Math.round(performance.now() - startedAt);
  log.add(entry);
}

function headersFor(ctx: Context, { webhook, rawBody }: Delivery, deliveryId: string): Record<string, string> {
  const headers: Record<string, string> = { "Content-Type": "application/json", Accept: "application/json" };
  if (!has(ctx.version, "plainSender")) headers["User-Agent"] = "rest-client/2.1.0 (linux x86_64) ruby/3.4.4p34";
  if (!has(ctx.version, "signedWebhooks")) return headers;
  const timestamp = String(Math.floor(ctx.now() / 1_000_000));
  headers["X-Chatwoot-Delivery"] = deliveryId;
  headers["X-Chatwoot-Timestamp"] = timestamp;
  headers["X-Chatwoot-Signature"] = sign(webhook.secret, timestamp, rawBody);
  return headers;
}

function entryFor({ webhook, name }: Delivery): WebhookLogEntry {
  return {
    id: randomUUID(),
    accountId: webhook.account_id,
    event: name,
    url: webhook.url,
    status: null,
    error: null,
    sentAt: new Date().toISOString(),
    durationMs: 0,
    dropped: false,
  };
}
