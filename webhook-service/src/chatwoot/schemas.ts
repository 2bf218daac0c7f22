import { contactRead, conversationPayload, embeddedMessage } from "@proppilot/shared-types";
import * as z from "zod";

// Answers of Chatwoot's REST API (CONTRACT §3), reduced to what we use: a key that is not named here goes no further,
// which keeps channel secrets, pubsub tokens and other people's access tokens out of our process. Keys that older or
// newer versions leave out are optional.

const id = z.int().positive();
const text = z.string();
const payload = <T extends z.ZodType>(schema: T) => z.object({ payload: schema });

export const versionAnswer = z.object({ version: text.regex(/^\d+\.\d+/) });

// Whatever else there may be some day has the lesser rights here.
const role = text.transform((name) => (name === "administrator" ? "administrator" : "agent"));

const membership = z
  .object({
    id,
    name: text,
    status: text.nullish(),
    role,
    custom_role_id: id.nullish(),
    permissions: z.array(text).nullish(),
  })
  .transform(({ custom_role_id, permissions, status, ...account }) => ({
    ...account,
    status: status ?? null,
    customRoleId: custom_role_id ?? null,
    permissions: permissions ?? [],
  }));

/** CONTRACT §3.10. Rights come from the entry in `accounts`: what the top level says belongs to the account used last. */
export const profileAnswer = z
  .object({
    id,
    name: text.nullish(),
    available_name: text.nullish(),
    email: text,
    confirmed: z.boolean().nullish(),
    accounts: z.array(membership),
  })
  .transform(({ available_name, name, confirmed, ...profile }) => ({
    ...profile,
    name: name ?? "",
    availableName: available_name || name || "",
    confirmed: confirmed ?? false,
  }));
export type ChatwootProfile = z.infer<typeof profileAnswer>;

const agent = z
  .object({
    id,
    name: text.nullish(),
    available_name: text.nullish(),
    email: text.nullish(),
    confirmed: z.boolean().nullish(),
    role,
    custom_role_id: id.nullish(),
  })
  .transform(({ available_name, name, email, confirmed, custom_role_id, ...agent }) => ({
    ...agent,
    name: name ?? "",
    availableName: available_name || name || "",
    email: email ?? null,
    confirmed: confirmed ?? false,
    customRoleId: custom_role_id ?? null,
  }));
export type ChatwootAgent = z.infer<typeof agent>;
export const agentsAnswer = z.array(agent);
export const inboxMembersAnswer = payload(z.array(agent));

export const inboxesAnswer = payload(
  z.array(
    z
      .object({ id, name: text.nullish(), channel_type: text.nullish() })
      .transform((inbox) => ({ id: inbox.id, name: inbox.name ?? "", channelType: inbox.channel_type ?? null })),
  ),
);
export type ChatwootInbox = z.infer<typeof inboxesAnswer>["payload"][number];

export const contactAnswer = payload(contactRead);
export const labelsAnswer = payload(z.array(text));
export const conversationsAnswer = payload(z.array(conversationPayload));
export { conversationPayload as conversationAnswer };
export const messagesAnswer = payload(z.array(embeddedMessage.extend({ conversation_id: id })));

export const definitionsAnswer = z.array(
  z.object({
    id,
    attribute_key: text,
    attribute_display_name: text,
    attribute_display_type: text,
    attribute_model: text.nullish(),
    attribute_values: z.array(z.json()).nullish(),
  }),
);
export type ChatwootDefinition = z.infer<typeof definitionsAnswer>[number];

const webhook = z.object({
  id,
  url: text,
  subscriptions: z.array(text),
  /** Since 4.11.2. */
  secret: text.nullish(),
});
export type ChatwootWebhook = z.infer<typeof webhook>;
export const webhooksAnswer = payload(z.object({ webhooks: z.array(webhook) }));
export const webhookAnswer = payload(z.object({ webhook }));

export const dashboardAppAnswer = z.object({
  id,
  title: text,
  content: z.array(z.object({ type: text.nullish(), url: text.nullish() })),
});
export type ChatwootDashboardApp = z.infer<typeof dashboardAppAnswer>;
export const dashboardAppsAnswer = z.array(dashboardAppAnswer);
export const emptyAnswer = z.unknown();
