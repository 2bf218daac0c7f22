/** Somebody who writes, with one conversation, as Chatwoot knows them at this moment. Times are ms. */
export interface Customer {
  id: number;
  conversationId: number;
  name: string;
  status: "open" | "resolved";
  contactUpdatedAt: number;
  conversationUpdatedAt: number;
  createdAt: number;
  lastMessage: { id: number; content: string; at: number } | null;
}

export type WebhookBody = Record<string, unknown> & { event: string };

const inbox = { id: 3, name: "Harbour Line", channelType: "Channel::Whatsapp" };

export function newCustomer(id: number, now: number): Customer {
  const times = { contactUpdatedAt: now, conversationUpdatedAt: now, createdAt: now };
  return { id, conversationId: id, name: `Customer ${id}`, status: "open", lastMessage: null, ...times };
}

/** They write: `message_created`. No two changes of one customer fall into the same millisecond. */
export function write(customer: Customer, messageId: number, content: string, now: number): WebhookBody {
  const at = Math.max(now, customer.conversationUpdatedAt + 1);
  customer.lastMessage = { id: messageId, content, at };
  customer.conversationUpdatedAt = at;
  return {
    event: "message_created",
    id: messageId,
    account: { id: 1, name: "Harbour" },
    content,
    content_type: "text",
    content_attributes: {},
    message_type: "incoming",
    created_at: iso(at),
    private: false,
    inbox: { id: inbox.id, name: inbox.name },
    sender: contactBody(customer),
    conversation: conversationBody(customer),
  };
}

/** An agent corrects their name: `contact_updated`. */
export function rename(customer: Customer, name: string, now: number): WebhookBody {
  const at = Math.max(now, customer.contactUpdatedAt + 1);
  const changed = [
    { name: { previous_value: customer.name, current_value: name } },
    { updated_at: { previous_value: iso(customer.contactUpdatedAt), current_value: iso(at) } },
  ];
  customer.name = name;
  customer.contactUpdatedAt = at;
  return {
    event: "contact_updated",
    account: { id: 1, name: "Harbour" },
    ...contactBody(customer),
    changed_attributes: changed,
  };
}

/** Their conversation is resolved, or opened again: `conversation_status_changed`. */
export function toggleStatus(customer: Customer, now: number): WebhookBody {
  customer.status = customer.status === "open" ? "resolved" : "open";
  customer.conversationUpdatedAt = Math.max(now, customer.conversationUpdatedAt + 1);
  return { event: "conversation_status_changed", ...conversationBody(customer), changed_attributes: null };
}

/** Chatwoot's REST answer to `contacts/:id` (CONTRACT §3.4). */
export function contactAnswer(customer: Customer) {
  const contactInbox = {
    source_id: sourceId(customer),
    inbox: { id: inbox.id, name: inbox.name, channel_type: inbox.channelType },
  };
  const createdAt = Math.floor(customer.createdAt / 1000);
  return { payload: { ...contactBody(customer), created_at: createdAt, contact_inboxes: [contactInbox] } };
}

export function conversationBody(customer: Customer) {
  const { lastMessage } = customer;
  return {
    id: customer.conversationId,
    inbox_id: inbox.id,
    channel: inbox.channelType,
    status: customer.status,
    labels: [],
    can_reply: true,
    meta: { sender: contactBody(customer), assignee: null, hmac_verified: false },
    contact_inbox: { id: customer.id, contact_id: customer.id, inbox_id: inbox.id, source_id: sourceId(customer) },
    messages: lastMessage ? [embeddedMessage(customer, lastMessage)] : [],
    custom_attributes: {},
    unread_count: 1,
    created_at: Math.floor(customer.createdAt / 1000),
    last_activity_at: Math.floor((lastMessage?.at ?? customer.createdAt) / 1000),
    updated_at: customer.conversationUpdatedAt / 1000,
  };
}

function embeddedMessage(customer: Customer, message: NonNullable<Customer["lastMessage"]>) {
  return {
    id: message.id,
    content: message.content,
    conversation_id: customer.conversationId,
    message_type: 0,
    created_at: Math.floor(message.at / 1000),
    updated_at: iso(message.at),
    private: false,
    content_attributes: {},
    sender: contactBody(customer),
  };
}

function contactBody(customer: Customer) {
  return {
    id: customer.id,
    name: customer.name,
    email: `customer-${customer.id}@example.com`,
    phone_number: `+${sourceId(customer)}`,
    identifier: null,
    thumbnail: "",
    blocked: false,
    custom_attributes: {},
    additional_attributes: {},
    type: "contact",
  };
}

function sourceId({ id }: Customer): string {
  return `4477009${String(id).padStart(5, "0")}`;
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
