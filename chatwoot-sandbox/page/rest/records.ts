/** The parts of Chatwoot's REST answers that the page uses (CONTRACT 3.4, 3.7, 3.9, 3.10). */

export type ConversationStatus = "open" | "resolved" | "pending" | "snoozed";

export interface Inbox {
  id: number;
  name: string;
  channel_type: string;
}

export interface Agent {
  id: number;
  name: string;
  available_name: string;
  email: string;
}

/** Who the page is signed in as, as far as a frame learns it. */
export interface CurrentAgent {
  id: number;
  name: string;
  email: string;
}

export interface Label {
  id: number;
  title: string;
  color: string;
}

export interface AttributeDefinition {
  id: number;
  attribute_display_name: string;
  attribute_display_type: string;
  attribute_key: string;
  attribute_model: string;
  attribute_values: string[];
}

export interface DashboardApp {
  id: number;
  title: string;
  content: { type: string; url: string }[];
}

export interface Contact {
  id: number;
  name: string;
  email: string | null;
  phone_number: string | null;
  identifier: string | null;
  thumbnail: string;
  blocked: boolean;
  additional_attributes: Record<string, unknown>;
  custom_attributes: Record<string, unknown>;
  created_at?: number;
  last_activity_at?: number;
  contact_inboxes?: { source_id: string; inbox: Inbox }[];
}

export interface MessageSender {
  id: number;
  name: string;
  available_name?: string;
  thumbnail?: string;
  type?: string;
}

export interface Attachment {
  id: number;
  file_type: string;
  data_url?: string;
  fallback_title?: string | null;
}

/** 0 incoming, 1 outgoing, 2 activity, 3 template. */
export type MessageType = 0 | 1 | 2 | 3;

export interface Message {
  id: number;
  content: string | null;
  conversation_id: number;
  inbox_id: number;
  message_type: MessageType;
  created_at: number;
  private: boolean;
  status?: "sent" | "delivered" | "read" | "failed";
  content_attributes?: { deleted?: boolean; external_error?: string } & Record<string, unknown>;
  sender?: MessageSender | null;
  attachments?: Attachment[];
}

/** `assignee` and `team` are absent, not null, when there is none. */
export interface ConversationMeta {
  sender: Contact;
  assignee?: { id: number; name: string; available_name?: string; thumbnail?: string } | null;
  channel: string;
}

export interface Conversation {
  /** The display id: the number in addresses. */
  id: number;
  account_id: number;
  inbox_id: number;
  status: ConversationStatus;
  labels: string[];
  meta: ConversationMeta;
  messages: Message[];
  last_non_activity_message?: Message | null;
  custom_attributes: Record<string, unknown>;
  additional_attributes: Record<string, unknown>;
  unread_count: number;
  last_activity_at: number;
  priority: string | null;
}

export interface ConversationPage {
  data: { meta: { all_count: number }; payload: Conversation[] };
}
