import * as z from "zod";
import { invalid, notFound } from "../refusal.ts";
import type { Webhook } from "../state/records.ts";
import { webhookView } from "../views/settings-views.ts";
import { WEBHOOK_EVENTS } from "../webhooks/build-body.ts";
import { type AccountCall, administratorRoute, empty, idParam, ok, type Reply, type Route, readBody } from "./route.ts";
import { isWebAddress } from "./web-address.ts";

const webhookFields = z.object({
  url: z.string().optional(),
  name: z.string().nullish(),
  subscriptions: z.array(z.string()).optional(),
  inbox_id: z.coerce.number().nullish(),
});

const webhooksOf = ({ ctx, account }: AccountCall) =>
  ctx.world.webhooks.where((webhook) => webhook.account_id === account.id);

function webhookParam(call: AccountCall): Webhook {
  const webhook = call.ctx.world.webhooks.get(idParam(call, "webhookId"));
  if (webhook?.account_id !== call.account.id) throw notFound();
  return webhook;
}

const isEvent = (name: string) => WEBHOOK_EVENTS.some((event) => event === name);

function validate(call: AccountCall, webhook: Webhook): void {
  const faults: { attribute: string; message: string }[] = [];
  if (!isWebAddress(webhook.url)) faults.push({ attribute: "url", message: "Url is invalid" });
  if (webhooksOf(call).some((other) => other.id !== webhook.id && other.url === webhook.url)) {
    faults.push({ attribute: "url", message: "Url has already been taken" });
  }
  if (webhook.subscriptions.length === 0 || !webhook.subscriptions.every(isEvent)) {
    faults.push({ attribute: "subscriptions", message: "Subscriptions Invalid events" });
  }
  if (faults.length > 0) throw invalid(faults);
}

function create(call: AccountCall): Reply {
  const { ctx, account } = call;
  const wanted = readBody(call, webhookFields, "webhook");
  const row = {
    account_id: account.id,
    name: wanted.name ?? null,
    url: wanted.url ?? "",
    subscriptions: wanted.subscriptions ?? [...WEBHOOK_EVENTS].slice(0, 8),
    inbox_id: wanted.inbox_id ?? null,
    // Chatwoot makes the secret; one in the request is ignored (CONTRACT 3.8).
    secret: ctx.random.token(24),
  };
  validate(call, { id: 0, ...row });
  return ok({ payload: { webhook: webhookView(ctx, ctx.world.webhooks.insert(row)) } });
}

function update(call: AccountCall): Reply {
  const webhook = webhookParam(call);
  const wanted = readBody(call, webhookFields, "webhook");
  const edited = {
    ...webhook,
    url: wanted.url ?? webhook.url,
    name: wanted.name ?? webhook.name,
    subscriptions: wanted.subscriptions ?? webhook.subscriptions,
    inbox_id: wanted.inbox_id ?? webhook.inbox_id,
  };
  validate(call, edited);
  Object.assign(webhook, edited);
  return ok({ payload: { webhook: webhookView(call.ctx, webhook) } });
}

function destroy(call: AccountCall): Reply {
  call.ctx.world.webhooks.delete(webhookParam(call).id);
  return empty();
}

function list(call: AccountCall): Reply {
  return ok({ payload: { webhooks: webhooksOf(call).map((webhook) => webhookView(call.ctx, webhook)) } });
}

export const webhookRoutes: Route[] = [
  administratorRoute("get", "/webhooks", list),
  administratorRoute("post", "/webhooks", create),
  administratorRoute("patch", "/webhooks/:webhookId", update),
  administratorRoute("put", "/webhooks/:webhookId", update),
  administratorRoute("delete", "/webhooks/:webhookId", destroy),
];
