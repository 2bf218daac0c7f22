import type { ContactReadEvent, ConversationPayload, ReadAt } from "@proppilot/shared-types";
import pLimit from "p-limit";
import { v7 as uuidv7 } from "uuid";
import type { ChatwootClient } from "../chatwoot/client.ts";
import type { Version } from "../contacts/version.ts";
import type { Context } from "../context.ts";
import { contactLane } from "../deliveries/read-envelope.ts";
import type { NewDelivery } from "../deliveries/store-deliveries.ts";
import { resolveContact } from "../lanes/lock-contact.ts";
import { inTenant } from "../store/in-tenant.ts";
import type { OwedRead } from "./claim-effect.ts";

/** Chatwoot lists no more of a contact's conversations (CONTRACT §3.4). */
const listedConversations = 20;

/** One read of many parts must not use up what Chatwoot allows everybody else (CONTRACT §3.3). */
const callsAtOnce = 4;

interface Bases {
  /** Chatwoot was asked about the contact before. */
  checked: boolean;
  coreBasis: Version | null;
  tagsBasis: Version | null;
  conversationBases: Record<string, Version | null>;
  messageBases: Record<string, Version | null>;
}

/** Reads a contact from Chatwoot and returns what was answered as deliveries: its own, and those of merged ones. */
export async function readContact(ctx: Context, effect: OwedRead, client: ChatwootClient): Promise<NewDelivery[]> {
  const { chatwootId, suspects } = effect.payload;
  const ids = [...new Set([chatwootId, ...suspects])];
  const events = await Promise.all(ids.map((id) => readOne(ctx, effect, client, id)));
  // Of two ids under which the same conversations were seen, the one that is still there took in the other.
  const left = events.find((event) => event.contact !== null);
  const merged = events.map((event) =>
    event.contact === null && left ? { ...event, mergedInto: left.contactId } : event,
  );
  return merged.map((event) => deliveryOf(ctx, effect.tenantId, event));
}

async function readOne(ctx: Context, effect: OwedRead, client: ChatwootClient, id: number): Promise<ContactReadEvent> {
  const { checked, ...bases } = await basesOf(ctx, effect, id);
  const atOnce = pLimit(callsAtOnce);
  const answer = await client.contact(id);
  if (!answer) {
    // A 404 carries no reading time; what counts is that it began after what we know.
    const now = ctx.now().getTime() * 1000;
    return { ...emptyRead(id, { low: now, high: now }), ...bases };
  }
  const [{ labels }, { conversations }] = await Promise.all([
    client.contactLabels(id),
    client.contactConversations(id),
  ]);
  const listed = new Set(conversations.map((conversation) => conversation.id));
  const missing = effect.payload.conversationIds.filter((one) => !listed.has(one));
  const further = await Promise.all(missing.map((one) => atOnce(() => client.conversation(one))));
  const own = further.flatMap((one) => (one ? [one.conversation] : [])).filter((one) => one.meta.sender.id === id);
  const messages = await Promise.all(
    effect.payload.messages.map(({ conversationId, messageId }) =>
      atOnce(() => client.messages(conversationId, { after: messageId, before: messageId + 1 })),
    ),
  );
  const complete = conversations.length < listedConversations;
  const opening = complete && !checked ? await openingMessages(client, conversations) : [];
  return {
    ...emptyRead(id, answer.readAt),
    ...bases,
    contact: answer.contact,
    labels,
    conversations: [...conversations, ...own],
    complete,
    messages: [...opening, ...messages.flatMap((one) => one?.messages ?? [])],
  };
}

/** How it all began: when the contact first wrote is part of the stage, and only the first conversation tells. */
async function openingMessages(
  client: ChatwootClient,
  conversations: ConversationPayload[],
): Promise<ContactReadEvent["messages"]> {
  const age = (conversation: ConversationPayload) => conversation.created_at ?? Number.POSITIVE_INFINITY;
  const [oldest] = [...conversations].sort((left, right) => age(left) - age(right));
  return (oldest && (await client.messages(oldest.id, { after: 0 }))?.messages) ?? [];
}

function emptyRead(contactId: number, readAt: ReadAt): ContactReadEvent {
  return {
    event: "contact_read",
    contactId,
    readAt,
    coreBasis: null,
    tagsBasis: null,
    contact: null,
    mergedInto: null,
    labels: null,
    conversations: [],
    conversationBases: {},
    complete: false,
    messages: [],
    messageBases: {},
  };
}

/** What we know as the read begins. Still the same when its answer is interpreted: nothing newer came in between. */
function basesOf(ctx: Context, { tenantId, payload }: OwedRead, chatwootId: number): Promise<Bases> {
  return inTenant(ctx.db, tenantId, async (tx) => {
    const { id } = await resolveContact(tx, tenantId, chatwootId);
    const bases: Bases = { checked: false, coreBasis: null, tagsBasis: null, conversationBases: {}, messageBases: {} };
    if (id === null) return bases;
    const span = (column: string) => `json_build_object('low', lower(${column}), 'high', upper(${column}) - 1)`;
    const contact = await tx("contacts")
      .where({ tenant_id: tenantId, id })
      .first(
        "checked_at",
        tx.raw(`case when core_version is null then null else ${span("core_version")} end as core`),
        tx.raw(`case when tags_version is null then null else ${span("tags_version")} end as tags`),
      );
    const conversations = await tx("conversations")
      .where({ tenant_id: tenantId, contact_id: id })
      .select("id", tx.raw(`case when version is null then null else ${span("version")} end as version`));
    const messages = await tx("messages")
      .where({ tenant_id: tenantId })
      .whereIn(
        "id",
        payload.messages.map((message) => message.messageId),
      )
      .select("id", tx.raw(`case when version is null then null else ${span("version")} end as version`));
    return {
      checked: contact.checked_at !== null,
      coreBasis: contact.core,
      tagsBasis: contact.tags,
      conversationBases: Object.fromEntries(conversations.map((row) => [row.id, row.version])),
      messageBases: Object.fromEntries(messages.map((row) => [row.id, row.version])),
    };
  });
}

function deliveryOf(ctx: Context, tenantId: string, event: ContactReadEvent): NewDelivery {
  const receivedAt = ctx.now();
  return {
    id: uuidv7({ msecs: receivedAt.getTime() }),
    tenantId,
    receivedAt,
    source: "chatwoot",
    origin: "reconstructed",
    event: event.event,
    externalId: null,
    sentAt: null,
    headers: {},
    body: JSON.stringify(event),
    destination: { lane: contactLane(event.contactId) },
  };
}
