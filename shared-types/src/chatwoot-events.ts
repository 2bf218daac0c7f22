import * as z from "zod";

// What Chatwoot sends (CONTRACT §1.5-1.7), as far as we use it. Unknown keys pass, missing keys are normal: versions
// from 3.16 on differ in them. Anything that is not of this form is not interpreted.

const id = z.int().positive();
const text = z.string();
/** Ruby writes and reads no JSON that is nested deeper; what is would only exhaust somebody's stack. */
const deepest = 100;
const json = z
  .unknown()
  .refine((value) => isWithin(deepest, value))
  .pipe(z.json());
const jsonObject = json.pipe(z.record(z.string(), z.json()));
/** Seconds since 1970, up to the last year that is written with four digits. */
const epochSeconds = z.number().min(0).max(253_402_300_799);

function isWithin(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isWithin(levels - 1, inner));
}

/** "webhook form" and "push form" of a contact alike. `avatar` is left out: `thumbnail` is in both. */
export const contactPayload = z.object({
  id,
  name: text.nullish(),
  email: text.nullish(),
  phone_number: text.nullish(),
  identifier: text.nullish(),
  thumbnail: text.nullish(),
  blocked: z.boolean().nullish(),
  custom_attributes: jsonObject.nullish(),
  additional_attributes: jsonObject.nullish(),
});
export type ContactPayload = z.infer<typeof contactPayload>;

const changedAttributes = z
  .array(z.record(z.string(), z.object({ previous_value: json.optional(), current_value: json.optional() })))
  .nullish();

const assigneePayload = z.object({ id, name: text.nullish(), available_name: text.nullish(), type: text.nullish() });

/** `messages[]` inside a conversation: times are epoch seconds, the type is a number. */
export const embeddedMessage = z.object({
  id,
  content: text.nullish(),
  message_type: z.int(),
  private: z.boolean().nullish(),
  created_at: epochSeconds,
  updated_at: text.nullish(),
  content_attributes: jsonObject.nullish(),
  sender: z.object({ id: z.int(), name: text.nullish(), type: text.nullish() }).nullish(),
  attachments: z.array(z.unknown()).nullish(),
});
export type EmbeddedMessage = z.infer<typeof embeddedMessage>;

export const conversationPayload = z.object({
  id: id.describe("display id"),
  inbox_id: id,
  channel: text.nullish(),
  status: text,
  labels: z.array(text).nullish(),
  meta: z.object({
    sender: contactPayload,
    channel: text.nullish(),
    assignee: assigneePayload.nullish(),
    assignee_type: text.nullish(),
  }),
  contact_inbox: z.object({ contact_id: id, inbox_id: id, source_id: text }).nullish(),
  messages: z.array(embeddedMessage).nullish(),
  last_non_activity_message: embeddedMessage.nullish().describe("REST only, where messages[0] may be an activity line"),
  created_at: epochSeconds.nullish(),
  timestamp: epochSeconds.nullish(),
  last_activity_at: epochSeconds.nullish(),
  updated_at: epochSeconds.nullish(),
});
export type ConversationPayload = z.infer<typeof conversationPayload>;

const messagePayload = z.object({
  id,
  content: text.nullish(),
  message_type: z.enum(["incoming", "outgoing", "template", "activity"]),
  private: z.boolean().nullish(),
  created_at: z.union([text, epochSeconds]),
  content_attributes: jsonObject.nullish(),
  conversation: conversationPayload,
  inbox: z.object({ id, name: text.nullish() }).nullish(),
  sender: z.object({ id: z.int(), name: text.nullish(), type: text.nullish() }).nullish(),
  attachments: z.array(z.unknown()).nullish(),
});
export type MessagePayload = z.infer<typeof messagePayload>;

const contactEvent = contactPayload.extend({ changed_attributes: changedAttributes });
const conversationEvent = conversationPayload.extend({ changed_attributes: changedAttributes });

/** Every event that changes a contact. An event that is not here is stored and `ignored`. */
export const webhookEvents = {
  contact_created: contactEvent,
  contact_updated: contactEvent,
  conversation_created: conversationEvent,
  conversation_updated: conversationEvent,
  conversation_status_changed: conversationEvent,
  message_created: messagePayload,
  message_updated: messagePayload,
} as const;
export type WebhookEventName = keyof typeof webhookEvents;
export type WebhookPayload<E extends WebhookEventName> = z.infer<(typeof webhookEvents)[E]>;

/** From when to when of Chatwoot's own clock a read was true, in µs since the epoch. */
export const readAtSchema = z.object({ low: z.number(), high: z.number() });
export type ReadAt = z.infer<typeof readAtSchema>;

/** What we knew when the read began: unchanged since means that the read is newer (nothing came in between). */
const basis = readAtSchema.nullable();

/** A contact as REST shows it (CONTRACT §3.4), reduced to what we keep. */
export const contactRead = contactPayload.extend({
  created_at: epochSeconds.nullish(),
  last_activity_at: epochSeconds.nullish(),
  contact_inboxes: z
    .array(
      z.object({
        source_id: text,
        inbox: z.object({ id, name: text.nullish(), channel_type: text.nullish() }),
      }),
    )
    .nullish(),
});

/** A re-read that REST answered, stored as a delivery of our own: `reconstructed`. */
export const contactReadEvent = z.object({
  event: z.literal("contact_read"),
  contactId: id,
  readAt: readAtSchema,
  coreBasis: basis,
  tagsBasis: basis,
  /** null: Chatwoot has no such contact (404). */
  contact: contactRead.nullable(),
  /** Set with `contact: null` where its conversations were seen under another contact. */
  mergedInto: id.nullable(),
  labels: z.array(text).nullable(),
  conversations: z.array(conversationPayload),
  conversationBases: z.record(z.string(), basis),
  /** False where more conversations exist than the 20 that Chatwoot lists. */
  complete: z.boolean(),
  messages: z.array(embeddedMessage.extend({ conversation_id: id })),
  messageBases: z.record(z.string(), basis),
});
export type ContactReadEvent = z.infer<typeof contactReadEvent>;
