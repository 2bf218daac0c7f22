import type * as z from "zod";
import { refusedWith } from "./failures.ts";
import { type Call, type RequestOptions, request } from "./request.ts";
import * as answers from "./schemas.ts";

export interface ChatwootClientOptions extends RequestOptions {
  token: string;
  accountId: number;
}

/** What a webhook subscription consists of, as we write it. */
export interface WebhookWish {
  url: string;
  name: string;
  subscriptions: readonly string[];
}

export type ChatwootClient = ReturnType<typeof chatwootClient>;

/**
 * Chatwoot's REST API for one account, one identity. Reads carry `readAt`, from when to when of Chatwoot's clock they
 * were true. Failures are `ChatwootError`s: `chatwoot_unreachable` may be repeated, `chatwoot_refused` not.
 */
export function chatwootClient({ token, accountId, ...options }: ChatwootClientOptions) {
  const account = `/api/v1/accounts/${accountId}`;
  const ask = <S extends z.ZodType>(schema: S, call: Call) => request(schema, call, { ...options, token });
  const askIfThere = <S extends z.ZodType>(schema: S, call: Call) =>
    ask(schema, call).catch((error: unknown) => {
      if (refusedWith(error, 404)) return null;
      throw error;
    });

  return {
    /** Carries no token: it is how we find out whether there is a Chatwoot at all. */
    async version() {
      const { value, readAt } = await request(answers.versionAnswer, { path: "/api" }, options);
      return { version: value.version, readAt };
    },

    /** Of whom the token belongs to. */
    async profile() {
      const { value, readAt } = await ask(answers.profileAnswer, { path: "/api/v1/profile" });
      return { profile: value, readAt };
    },

    async agents() {
      const { value, readAt } = await ask(answers.agentsAnswer, { path: `${account}/agents` });
      return { agents: value, readAt };
    },

    async inboxes() {
      const { value, readAt } = await ask(answers.inboxesAnswer, { path: `${account}/inboxes` });
      return { inboxes: value.payload, readAt };
    },

    async inboxMembers(inboxId: number) {
      const { value, readAt } = await ask(answers.inboxMembersAnswer, { path: `${account}/inbox_members/${inboxId}` });
      return { members: value.payload, readAt };
    },

    /** null: Chatwoot has no such contact in this account. */
    async contact(id: number) {
      const answer = await askIfThere(answers.contactAnswer, { path: `${account}/contacts/${id}` });
      return answer && { contact: answer.value.payload, readAt: answer.readAt };
    },

    async contactLabels(id: number) {
      const { value, readAt } = await ask(answers.labelsAnswer, { path: `${account}/contacts/${id}/labels` });
      return { labels: value.payload, readAt };
    },

    /** The 20 newest by activity; Chatwoot offers no further page. */
    async contactConversations(id: number) {
      const call = { path: `${account}/contacts/${id}/conversations` };
      const { value, readAt } = await ask(answers.conversationsAnswer, call);
      return { conversations: value.payload, readAt };
    },

    /** null: Chatwoot has no such conversation in this account. */
    async conversation(displayId: number) {
      const answer = await askIfThere(answers.conversationAnswer, { path: `${account}/conversations/${displayId}` });
      return answer && { conversation: answer.value, readAt: answer.readAt };
    },

    /**
     * Without a bound the newest 20; `before` 20 older ones; `after` up to 100 newer ones; both up to 1000. null: Chatwoot
     * has no such conversation in this account.
     */
    async messages(displayId: number, query: { before?: number; after?: number } = {}) {
      const call = { path: `${account}/conversations/${displayId}/messages`, query };
      const answer = await askIfThere(answers.messagesAnswer, call);
      return answer && { messages: answer.value.payload, readAt: answer.readAt };
    },

    async customAttributeDefinitions() {
      const call = {
        path: `${account}/custom_attribute_definitions`,
        query: { attribute_model: "contact_attribute" },
      };
      const { value, readAt } = await ask(answers.definitionsAnswer, call);
      return { definitions: value, readAt };
    },

    webhooks: {
      async list() {
        const { value } = await ask(answers.webhooksAnswer, { path: `${account}/webhooks` });
        return value.payload.webhooks;
      },
      async create(webhook: WebhookWish) {
        const call = { method: "POST", path: `${account}/webhooks`, body: { webhook } } as const;
        return (await ask(answers.webhookAnswer, call)).value.payload.webhook;
      },
      async update(id: number, webhook: WebhookWish) {
        const call = { method: "PATCH", path: `${account}/webhooks/${id}`, body: { webhook } } as const;
        return (await ask(answers.webhookAnswer, call)).value.payload.webhook;
      },
      async delete(id: number) {
        await ask(answers.emptyAnswer, { method: "DELETE", path: `${account}/webhooks/${id}` });
      },
    },

    dashboardApps: {
      async list() {
        return (await ask(answers.dashboardAppsAnswer, { path: `${account}/dashboard_apps` })).value;
      },
      async create(app: { title: string; url: string }) {
        const call = { method: "POST", path: `${account}/dashboard_apps`, body: dashboardApp(app) } as const;
        return (await ask(answers.dashboardAppAnswer, call)).value;
      },
      async update(id: number, app: { title?: string; url: string }) {
        const call = { method: "PATCH", path: `${account}/dashboard_apps/${id}`, body: dashboardApp(app) } as const;
        return (await ask(answers.dashboardAppAnswer, call)).value;
      },
      async delete(id: number) {
        await ask(answers.emptyAnswer, { method: "DELETE", path: `${account}/dashboard_apps/${id}` });
      },
    },
  };
}

function dashboardApp({ title, url }: { title?: string; url: string }) {
  return { dashboard_app: { title, content: [{ type: "frame", url }] } };
}
