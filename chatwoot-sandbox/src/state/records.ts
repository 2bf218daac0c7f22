// The rows of the toy database. They carry Chatwoot's own column names, in the order of its schema, so that
// `changed_attributes` can be read off a row (CONTRACT 1.5). Times are whole microseconds since 1970.

export type Micros = number;
export type JsonObject = Record<string, unknown>;
export type Role = "administrator" | "agent";

export interface Account {
  id: number;
  name: string;
  /** The highest number shown for a conversation; numbers are never used again. */
  last_display_id: number;
}

export interface User {
  id: number;
  name: string;
  email: string;
  access_token: string;
  pubsub_token: string;
}

export interface Membership {
  id: number;
  account_id: number;
  user_id: number;
  role: Role;
  active_at: Micros;
}

export type ChannelType =
  | "Channel::Whatsapp"
  | "Channel::Telegram"
  | "Channel::WebWidget"
  | "Channel::Instagram"
  | "Channel::Email"
  | "Channel::Api";

export interface Inbox {
  id: number;
  account_id: number;
  channel_id: number;
  name: string;
  channel_type: ChannelType;
  /** The channel's own columns, secrets included: administrators get them (CONTRACT 3.10). */
  channel: JsonObject;
  member_ids: number[];
}

export interface Contact {
  id: number;
  name: string;
  email: string | null;
  phone_number: string | null;
  account_id: number;
  created_at: Micros;
  updated_at: Micros;
  additional_attributes: JsonObject;
  identifier: string | null;
  custom_attributes: JsonObject;
  last_activity_at: Micros | null;
  blocked: boolean;
  avatar_url: string;
  label_list: string[];
  /** Presence, kept outside the row in Chatwoot too. */
  online_until: Micros;
}

export interface ContactInbox {
  id: number;
  contact_id: number;
  inbox_id: number;
  source_id: string;
  created_at: Micros;
  updated_at: Micros;
  hmac_verified: boolean;
  pubsub_token: string;
}

export type ConversationStatus = "open" | "resolved" | "pending" | "snoozed";
export type Priority = "low" | "medium" | "high" | "urgent";

export interface Conversation {
  id: number;
  account_id: number;
  inbox_id: number;
  status: ConversationStatus;
  assignee_id: number | null;
  created_at: Micros;
  updated_at: Micros;
  contact_id: number;
  display_id: number;
  contact_last_seen_at: Micros | null;
  agent_last_seen_at: Micros | null;
  additional_attributes: JsonObject;
  contact_inbox_id: number;
  uuid: string;
  last_activity_at: Micros;
  snoozed_until: Micros | null;
  custom_attributes: JsonObject;
  assignee_last_seen_at: Micros | null;
  first_reply_created_at: Micros | null;
  priority: Priority | null;
  waiting_since: Micros | null;
  cached_label_list: string | null;
  label_list: string[];
}

export type MessageType = "incoming" | "outgoing" | "activity" | "template";

export interface Attachment {
  id: number;
  file_type: string;
  data_url: string;
  extension: string | null;
  file_size: number;
  fallback_title: string | null;
  coordinates_lat: number;
  coordinates_long: number;
}

export interface Message {
  id: number;
  content: string | null;
  account_id: number;
  inbox_id: number;
  /** The internal id; bodies show the display id. */
  conversation_id: number;
  message_type: MessageType;
  created_at: Micros;
  updated_at: Micros;
  private: boolean;
  status: "sent" | "delivered" | "read" | "failed";
  source_id: string | null;
  content_type: string;
  content_attributes: JsonObject;
  sender_type: "Contact" | "User" | null;
  sender_id: number | null;
  additional_attributes: JsonObject;
  attachments: Attachment[];
}

export interface Note {
  id: number;
  content: string;
  account_id: number;
  contact_id: number;
  user_id: number;
  created_at: Micros;
  updated_at: Micros;
}

export interface Label {
  id: number;
  account_id: number;
  title: string;
  description: string;
  color: string;
  show_on_sidebar: boolean;
}

export interface AttributeDefinition {
  id: number;
  account_id: number;
  attribute_display_name: string;
  attribute_display_type: string;
  attribute_description: string;
  attribute_key: string;
  regex_pattern: string | null;
  regex_cue: string | null;
  attribute_values: string[];
  attribute_model: string;
  default_value: string | null;
  created_at: Micros;
  updated_at: Micros;
}

export interface Webhook {
  id: number;
  account_id: number;
  name: string | null;
  url: string;
  subscriptions: string[];
  inbox_id: number | null;
  secret: string;
}

export interface DashboardApp {
  id: number;
  account_id: number;
  title: string;
  content: { type: string; url: string }[];
  created_at: Micros;
}
