import { toEpoch, toIso } from "../state/clock.ts";
import type { Context } from "../state/context.ts";
import type { AttributeDefinition, DashboardApp, Label, Note, Webhook } from "../state/records.ts";
import { has } from "../versions.ts";
import { agentView } from "./agent-view.ts";

export function labelView({ id, title, description, color, show_on_sidebar }: Label) {
  return { id, title, description, color, show_on_sidebar };
}

export function definitionView({ account_id: _account, ...definition }: AttributeDefinition) {
  return {
    ...definition,
    created_at: toIso(definition.created_at),
    updated_at: toIso(definition.updated_at),
  };
}

/** `account_id` and `contact_id` are always null: a bug of Chatwoot's view that clients see (CONTRACT 3.5). */
export function noteView(ctx: Context, note: Note) {
  const user = ctx.world.users.get(note.user_id);
  return {
    id: note.id,
    content: note.content,
    account_id: null,
    contact_id: null,
    ...(user ? { user: agentView(ctx, note.account_id, user) } : {}),
    created_at: toEpoch(note.created_at),
    updated_at: toEpoch(note.updated_at),
  };
}

export function webhookView(ctx: Context, webhook: Webhook) {
  const inbox = ctx.world.inboxes.get(webhook.inbox_id);
  return {
    id: webhook.id,
    ...(has(ctx.version, "webhookName") ? { name: webhook.name } : {}),
    url: webhook.url,
    account_id: webhook.account_id,
    subscriptions: webhook.subscriptions,
    ...(has(ctx.version, "signedWebhooks") ? { secret: webhook.secret } : {}),
    ...(inbox ? { inbox: { id: inbox.id, name: inbox.name } } : {}),
  };
}

export function dashboardAppView({ id, title, content, created_at }: DashboardApp) {
  return { id, title, content, created_at: toIso(created_at) };
}
