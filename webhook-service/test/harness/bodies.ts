// Webhook bodies in Chatwoot's form (CONTRACT §1.5-1.6), as small as they may be.

interface AboutMessage {
  id?: number;
  contactId?: number;
  conversationId?: number;
  name?: string;
  content?: string;
  /** Unix seconds. */
  at?: number;
  attributes?: object;
}

/** A customer's message on a website inbox. */
export function aMessage({
  id = 501,
  contactId = 42,
  conversationId = 7,
  name = "Ada Example",
  content = "Is the flat still free?",
  at = 1_767_225_600,
  attributes = {},
}: AboutMessage = {}) {
  const contact = {
    id: contactId,
    name,
    email: null,
    phone_number: null,
    identifier: null,
    thumbnail: "",
    blocked: false,
    additional_attributes: {},
    custom_attributes: attributes,
  };
  const embedded = { id, content, message_type: 0, created_at: at, private: false, account_id: 1 };
  return {
    account: { id: 1, name: "Account 1" },
    event: "message_created",
    id,
    content,
    message_type: "incoming",
    created_at: new Date(at * 1000).toISOString(),
    private: false,
    inbox: { id: 3, name: "Site" },
    sender: { ...contact, account: { id: 1, name: "Account 1" } },
    conversation: {
      account: { id: 1, name: "Account 1" },
      id: conversationId,
      inbox_id: 3,
      channel: "Channel::WebWidget",
      status: "open",
      labels: [],
      meta: { sender: { ...contact, type: "contact" }, assignee: null, team: null },
      contact_inbox: { id: 9, contact_id: contactId, inbox_id: 3, source_id: `visitor-${contactId}` },
      messages: [embedded],
      created_at: at,
      timestamp: at,
      last_activity_at: at,
      updated_at: at + 0.25,
    },
  };
}

interface AboutContact {
  id?: number;
  /** The version key of the event (CONTRACT §1.8). */
  updatedAt?: string;
  [field: string]: unknown;
}

/** An edit of a contact: `changed` names what it was before. */
export function aContactUpdate(
  { id = 42, updatedAt = "2026-01-01T00:00:01.000Z", ...fields }: AboutContact = {},
  changed: Record<string, { previous_value: unknown; current_value: unknown }> = {},
) {
  const all = { updated_at: { previous_value: "2026-01-01T00:00:00.000Z", current_value: updatedAt }, ...changed };
  return {
    account: { id: 1, name: "Account 1" },
    event: "contact_updated",
    id,
    name: "Ada Example",
    email: null,
    phone_number: null,
    identifier: null,
    thumbnail: "",
    blocked: false,
    additional_attributes: {},
    custom_attributes: {},
    ...fields,
    changed_attributes: Object.entries(all).map(([key, value]) => ({ [key]: value })),
  };
}
