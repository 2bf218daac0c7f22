import { webhookEvents } from "@proppilot/shared-types";
import * as z from "zod";
import { AppError } from "../errors.ts";

/** What must be known of a delivery before it is stored: nothing but ids. */
export interface Envelope {
  event: string;
  /** Every account that the body names; none in conversation bodies before 4.14.2 (CONTRACT §1.6). */
  accountIds: number[];
  /** Where it is worked off, or why it never will be. */
  destination: { lane: string } | { ignored: IgnoredReason };
}

export type IgnoredReason = "unknown_event" | "private_note" | "no_contact";

const reference = z.object({ id: z.int() }).nullish().catch(undefined);
const messages = z
  .array(z.object({ account_id: z.int().nullish() }))
  .nullish()
  .catch(undefined);
const envelopeSchema = z.object({
  event: z.string().regex(/^[\w.]{1,100}$/),
  id: z.int().optional().catch(undefined),
  account: reference,
  private: z.boolean().nullish().catch(undefined),
  meta: z.object({ sender: reference }).nullish().catch(undefined),
  conversation: z
    .object({ account: reference, meta: z.object({ sender: reference }).nullish(), messages })
    .nullish()
    .catch(undefined),
  messages,
});

/** Reads a webhook's parsed body. Throws `malformed_body` where it names no event. */
export function readEnvelope(body: unknown): Envelope {
  const parsed = envelopeSchema.safeParse(body);
  if (!parsed.success) throw new AppError("malformed_body", "The body is no Chatwoot event: it names no `event`.");
  const { event, account, conversation, messages, ...rest } = parsed.data;
  const lastMessages = [...(messages ?? []), ...(conversation?.messages ?? [])];
  const accountIds = [account?.id, conversation?.account?.id, ...lastMessages.map((message) => message.account_id)];
  const contactId = event.startsWith("contact_")
    ? rest.id
    : event.startsWith("conversation_")
      ? rest.meta?.sender?.id
      : conversation?.meta?.sender?.id;
  return {
    event,
    accountIds: accountIds.filter((id) => typeof id === "number"),
    destination: destinationOf(event, contactId, rest.private === true),
  };
}

function destinationOf(event: string, contactId: number | undefined, isPrivate: boolean): Envelope["destination"] {
  if (!Object.hasOwn(webhookEvents, event)) return { ignored: "unknown_event" };
  // Notes of the team are sent like messages (CONTRACT §1.1); they are nothing a contact said or got.
  if (isPrivate) return { ignored: "private_note" };
  if (contactId === undefined) return { ignored: "no_contact" };
  return { lane: contactLane(contactId) };
}

/** All that concerns one contact is worked off in order, one at a time. */
export function contactLane(chatwootId: number): string {
  return `contact:${chatwootId}`;
}
