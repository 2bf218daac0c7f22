import type { Json } from "../../src/contacts/state.ts";

/** One contact with one conversation in Chatwoot, as far as webhooks and REST tell of it (CONTRACT §1, §3). */
export interface Truth {
  name: string;
  email: string | null;
  attributes: Record<string, Json>;
  labels: string[];
  status: "open" | "resolved" | "pending";
  messages: { id: number; incoming: boolean; at: number; content: string; updatedAt: number; deleted: boolean }[];
  contactUpdatedAt: number;
  conversationUpdatedAt: number;
  lastActivityAt: number;
}

export const began = Date.parse("2026-03-01T09:00:00.000Z");
export const contactId = 42;
export const conversationId = 7;

export function startOfTruth(): Truth {
  return {
    name: "a",
    email: null,
    attributes: {},
    labels: [],
    status: "open",
    messages: [],
    contactUpdatedAt: began,
    conversationUpdatedAt: began,
    lastActivityAt: began,
  };
}

export type Operation =
  | { kind: "name"; value: string }
  | { kind: "email"; value: string | null }
  | { kind: "attribute"; value: string }
  | { kind: "label"; value: string }
  | { kind: "status"; value: Truth["status"] }
  | { kind: "message"; incoming: boolean }
  | { kind: "edit"; value: string }
  | { kind: "delete" };

/** What Chatwoot announces: the body is made later, from the state of then; `changed` is of now. */
export interface Announced {
  event: string;
  changed?: Record<string, { previous_value: Json; current_value: Json }>;
  messageId?: number;
}

/** Carries an operation out at `now` (ms) and says what will be announced of it. */
export function operate(truth: Truth, operation: Operation, now: number): { truth: Truth; announced: Announced[] } {
  switch (operation.kind) {
    case "name":
      return edit(truth, now, "name", truth.name, operation.value, { name: operation.value });
    case "email":
      return edit(truth, now, "email", truth.email, operation.value, { email: operation.value });
    case "attribute": {
      const attributes = { ...truth.attributes, budget: operation.value };
      return edit(truth, now, "custom_attributes", truth.attributes, attributes, { attributes });
    }
    case "label": {
      const labels = truth.labels.includes(operation.value)
        ? truth.labels.filter((label) => label !== operation.value)
        : [...truth.labels, operation.value];
      return edit(truth, now, "label_list", truth.labels, labels, { labels });
    }
    case "status":
      return {
        truth: { ...truth, status: operation.value, conversationUpdatedAt: now },
        announced: [{ event: "conversation_status_changed" }],
      };
    case "edit":
      return retouch(truth, now, { content: operation.value });
    case "delete":
      return retouch(truth, now, { content: "This message was deleted", deleted: true });
    case "message": {
      const message = {
        id: 100 + truth.messages.length,
        incoming: operation.incoming,
        at: now,
        content: `m${now}`,
        updatedAt: now,
        deleted: false,
      };
      const next = {
        ...truth,
        messages: [...truth.messages, message],
        conversationUpdatedAt: now,
        lastActivityAt: now,
        ...(operation.incoming && { contactUpdatedAt: now }),
      };
      const noise = {
        updated_at: { previous_value: iso(truth.contactUpdatedAt), current_value: iso(now) },
        last_activity_at: { previous_value: iso(truth.lastActivityAt), current_value: iso(now) },
      };
      return {
        truth: next,
        announced: [
          { event: "message_created", messageId: message.id },
          ...(operation.incoming ? [{ event: "contact_updated", changed: noise }] : []),
        ],
      };
    }
  }
}

/** Changes the last message; one that was deleted stays so. */
function retouch(truth: Truth, now: number, set: Partial<Truth["messages"][number]>) {
  const last = truth.messages.at(-1);
  if (!last || last.deleted) return { truth, announced: [] };
  const messages = [...truth.messages.slice(0, -1), { ...last, ...set, updatedAt: now }];
  return { truth: { ...truth, messages }, announced: [{ event: "message_updated", messageId: last.id }] };
}

function edit(truth: Truth, now: number, key: string, previous: Json, current: Json, set: Partial<Truth>) {
  const changed = {
    updated_at: { previous_value: iso(truth.contactUpdatedAt), current_value: iso(now) },
    [key]: { previous_value: previous, current_value: current },
  };
  return { truth: { ...truth, ...set, contactUpdatedAt: now }, announced: [{ event: "contact_updated", changed }] };
}

/** The body as the event job makes it from the state it finds. */
export function bodyOf(announced: Announced, truth: Truth): Record<string, unknown> {
  const { event, changed, messageId } = announced;
  if (event.startsWith("contact_")) {
    const list = Object.entries(changed ?? {}).map(([key, value]) => ({ [key]: value }));
    return { event, ...contactBody(truth), changed_attributes: list };
  }
  if (event.startsWith("conversation_")) return { event, ...conversationBody(truth), changed_attributes: null };
  const message = truth.messages.find(({ id }) => id === messageId);
  return {
    event,
    id: messageId,
    content: message?.content,
    content_attributes: message?.deleted ? { deleted: true } : {},
    message_type: message?.incoming ? "incoming" : "outgoing",
    created_at: iso(message?.at ?? 0),
    private: false,
    conversation: conversationBody(truth),
    inbox: { id: 3, name: "Site" },
  };
}

/** What REST answers at `now`: its clock shows whole seconds. */
export function readBody(
  truth: Truth,
  now: number,
  bases: Record<string, unknown>,
  messageIds: readonly number[],
): Record<string, unknown> {
  const date = Math.floor(now / 1000) * 1_000_000;
  return {
    event: "contact_read",
    contactId,
    readAt: { low: date - 1_000_000, high: date + 1_000_000 },
    ...bases,
    contact: { ...contactBody(truth), created_at: began / 1000, contact_inboxes: [] },
    mergedInto: null,
    labels: truth.labels,
    conversations: [conversationBody(truth)],
    complete: true,
    messages: truth.messages
      .filter(({ id }) => messageIds.includes(id))
      .map((message) => ({ ...restMessage(message), conversation_id: conversationId })),
  };
}

function contactBody(truth: Truth) {
  return {
    id: contactId,
    name: truth.name,
    email: truth.email,
    phone_number: null,
    identifier: null,
    thumbnail: "",
    blocked: false,
    custom_attributes: truth.attributes,
    additional_attributes: {},
  };
}

function conversationBody(truth: Truth) {
  const last = truth.messages.at(-1);
  return {
    id: conversationId,
    inbox_id: 3,
    channel: "Channel::WebWidget",
    status: truth.status,
    labels: [],
    meta: { sender: contactBody(truth), assignee: null },
    contact_inbox: { contact_id: contactId, inbox_id: 3, source_id: "s" },
    messages: last ? [embedded(last)] : [],
    created_at: began / 1000,
    last_activity_at: Math.floor(truth.lastActivityAt / 1000),
    updated_at: truth.conversationUpdatedAt / 1000,
  };
}

/** REST shows no version of a message (CONTRACT §3.9). */
function restMessage(message: Truth["messages"][number]) {
  return {
    id: message.id,
    content: message.content,
    content_attributes: message.deleted ? { deleted: true } : {},
    message_type: message.incoming ? 0 : 1,
    created_at: Math.floor(message.at / 1000),
    private: false,
  };
}

function embedded(message: Truth["messages"][number]) {
  return { ...restMessage(message), updated_at: iso(message.updatedAt) };
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
