import type { Contact, Conversation, Message } from "./records.ts";

/** Records for tests: complete, and every part may be replaced. */
export function aContact(change: Partial<Contact> = {}): Contact {
  return {
    id: 31,
    name: "Ada Example",
    email: null,
    phone_number: "+447700900123",
    identifier: null,
    thumbnail: "",
    blocked: false,
    additional_attributes: {},
    custom_attributes: {},
    ...change,
  };
}

export function aMessage(change: Partial<Message> = {}): Message {
  return {
    id: 100,
    content: "Is the flat still free?",
    conversation_id: 7,
    inbox_id: 1,
    message_type: 0,
    created_at: 1_767_225_600,
    private: false,
    ...change,
  };
}

export function aConversation(change: Partial<Conversation> = {}): Conversation {
  return {
    id: 7,
    account_id: 1,
    inbox_id: 1,
    status: "open",
    labels: [],
    meta: { sender: aContact(), channel: "Channel::Whatsapp" },
    messages: [aMessage()],
    custom_attributes: {},
    additional_attributes: {},
    unread_count: 0,
    last_activity_at: 1_767_225_600,
    priority: null,
    ...change,
  };
}
