import * as z from "zod";
import { channelKinds, conversationStatuses, stages } from "./contact-fields.ts";

// What travels between the panel and the service. The service validates with these schemas and makes
// `/openapi.json` from them; the panel takes the inferred types only, so that no schema code reaches the browser.

const instant = z.iso.datetime().describe("ISO 8601, UTC");

export const agentSchema = z.object({
  id: z.int().describe("Chatwoot user id"),
  name: z.string(),
  role: z.enum(["administrator", "agent"]),
});
export type Agent = z.infer<typeof agentSchema>;

export const redeemSessionSchema = z.strictObject({
  tenantKey: z.string().max(64),
  code: z.string().max(128).describe("the single-use code that the sign-in page handed over"),
  verifier: z.string().min(43).max(128).describe("PKCE S256 verifier whose challenge opened the sign-in page"),
});
export type RedeemSession = z.infer<typeof redeemSessionSchema>;

export const refreshSessionSchema = z.strictObject({
  tenantKey: z.string().max(64),
  refreshToken: z.string().max(128).optional().describe("only where the browser refuses our cookie"),
});
export type RefreshSession = z.infer<typeof refreshSessionSchema>;

export const sessionSchema = z.object({
  accessToken: z.string().describe("bearer for /api/v1, kept in memory only"),
  expiresAt: instant,
  agent: agentSchema,
  refreshToken: z.string().optional().describe("only in answer to a refresh or request made without our cookie"),
});
export type Session = z.infer<typeof sessionSchema>;

export const currentSessionSchema = z.object({
  agent: agentSchema,
  expiresAt: instant.nullable().describe("null: an API key"),
});
export type CurrentSession = z.infer<typeof currentSessionSchema>;

export const sessionCookieQuerySchema = z.strictObject({ tenantKey: z.string().max(64) });

export const sessionCookieSchema = z.object({ present: z.boolean().describe("did the refresh cookie arrive?") });
export type SessionCookie = z.infer<typeof sessionCookieSchema>;

export const handedOverSessionSchema = z.object({ refreshToken: z.string() });
export type HandedOverSession = z.infer<typeof handedOverSessionSchema>;

export const signInRequestSchema = z.strictObject({
  tenantKey: z.string().max(64),
  chatwootToken: z.string().trim().min(1).max(256).describe("checked once with Chatwoot, never stored or logged"),
  challenge: z.string().length(43).describe("base64url SHA-256 of the panel's verifier"),
});
export type SignInRequest = z.infer<typeof signInRequestSchema>;

export const signInCodeSchema = z.object({
  code: z.string(),
  expiresAt: instant,
});
export type SignInCode = z.infer<typeof signInCodeSchema>;

export const channelSchema = z.object({
  inboxId: z.int(),
  inboxName: z.string().nullable(),
  kind: z.enum(channelKinds),
  channelType: z.string().nullable().describe("Chatwoot's class, such as Channel::Whatsapp"),
  sourceId: z.string().describe("the contact's id in that channel, as Chatwoot keeps it"),
  identifier: z.string().describe("the same, readable: +447700900123, ada@example.com, a Telegram user id …"),
  username: z.string().nullable(),
});
export type Channel = z.infer<typeof channelSchema>;

/** A value as Chatwoot stores it under a custom attribute key: any JSON (CONTRACT §3.7). */
export const attributeSchema = z.object({
  key: z.string(),
  label: z.string().describe("the definition's display name, else made from the key"),
  type: z.enum(["text", "number", "currency", "percent", "link", "date", "list", "checkbox"]).nullable(),
  value: z.json(),
  changedAt: instant.nullable(),
  changedBy: z.string().nullable().describe("who or what set it: an agent's name, `Chatwoot`, a rule"),
});
export type Attribute = z.infer<typeof attributeSchema>;

export const contactSchema = z.object({
  id: z.uuid().describe("Panel Contact ID"),
  chatwootId: z.int().describe("Chatwoot Contact ID"),
  /** `null` means that Chatwoot says there is none; absent knowledge is listed in `unknown`. */
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  identifier: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  blocked: z.boolean().nullable(),
  source: z
    .object({ kind: z.enum(channelKinds), inboxId: z.int().nullable(), inboxName: z.string().nullable() })
    .nullable()
    .describe("the channel of the first contact; null while unknown"),
  createdAt: instant.nullable().describe("when Chatwoot made the contact; null while unknown"),
  lastActivityAt: instant.nullable(),
  stage: z.enum(stages),
  stageSince: instant,
  tags: z.array(z.string()),
  channels: z.array(channelSchema),
  attributes: z.array(attributeSchema),
  unknown: z
    .array(z.string())
    .describe("fields nothing has told us yet, such as `tags` or `createdAt` before Chatwoot was asked"),
  freshness: z.object({
    updatedAt: instant.describe("when we last learnt something"),
    checkedAt: instant.nullable().describe("when the contact was last read from Chatwoot itself"),
    refreshing: z.boolean().describe("a read from Chatwoot is under way; its result arrives in the live stream"),
    gone: z.boolean().describe("Chatwoot no longer has this contact"),
  }),
  revision: z.int().describe("the ETag's number"),
});
export type Contact = z.infer<typeof contactSchema>;

export const conversationSchema = z.object({
  id: z.int().describe("Chatwoot's display id, as in its addresses"),
  inboxId: z.int(),
  inboxName: z.string().nullable(),
  kind: z.enum(channelKinds),
  status: z.enum(conversationStatuses),
  assignee: z.object({ id: z.int(), name: z.string() }).nullable(),
  labels: z.array(z.string()),
  createdAt: instant.nullable(),
  lastActivityAt: instant.nullable(),
  lastMessage: z
    .object({
      id: z.int(),
      direction: z.enum(["incoming", "outgoing"]),
      excerpt: z.string().describe("plain text, at most 160 characters; empty for a pure attachment"),
      attachments: z.int(),
      at: instant,
    })
    .nullable(),
  url: z.url().describe("opens the conversation in Chatwoot"),
});
export type Conversation = z.infer<typeof conversationSchema>;

export const conversationPageSchema = z.object({
  items: z.array(conversationSchema),
  nextCursor: z.string().nullable(),
  hidden: z.int().describe("conversations in inboxes that this agent may not see"),
});
export type ConversationPage = z.infer<typeof conversationPageSchema>;

export const pageQuerySchema = z.strictObject({
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

export const liveQuerySchema = z.strictObject({ contact: z.uuid().optional() });

/**
 * Server-sent events of `GET /api/v1/live`. `id` is the change id. With `contact=`: `contact` carries the contact as it
 * is now, `conversation` one conversation that changed. Without: `changed` carries ids only.
 * `ready` opens every stream; `ended` closes it for good (sign in again); comments keep it awake.
 */
export const liveEventSchemas = {
  ready: z.object({ at: instant }),
  contact: contactSchema,
  conversation: conversationSchema,
  changed: z.object({ contactId: z.uuid(), chatwootId: z.int() }),
  ended: z.object({ code: z.enum(["session_ended", "forbidden", "contact_gone"]) }),
};
export type LiveEvent = {
  [K in keyof typeof liveEventSchemas]: { event: K; data: z.infer<(typeof liveEventSchemas)[K]> };
}[keyof typeof liveEventSchemas];
