import type { Inbox, Role } from "../state/records.ts";

/** What names an inbox. */
export function inboxSummary(inbox: Inbox) {
  return {
    id: inbox.id,
    avatar_url: "",
    channel_id: inbox.channel_id,
    name: inbox.name,
    channel_type: inbox.channel_type,
    provider: inbox.channel.provider ?? null,
  };
}

/** Columns of a channel that everybody in the inbox may see; the others are secrets. */
const OPEN_COLUMNS = [
  "website_url",
  "widget_color",
  "website_token",
  "phone_number",
  "bot_name",
  "email",
  "reply_time",
];

/** An inbox; to administrators with its channel's secrets, as Chatwoot does it (CONTRACT 3.10). */
export function inboxView(inbox: Inbox, role: Role) {
  const columns = Object.entries(inbox.channel).filter(
    ([column]) => role === "administrator" || OPEN_COLUMNS.includes(column),
  );
  return {
    ...inboxSummary(inbox),
    greeting_enabled: false,
    greeting_message: null,
    working_hours_enabled: false,
    enable_email_collect: true,
    csat_survey_enabled: false,
    enable_auto_assignment: true,
    auto_assignment_config: {},
    out_of_office_message: null,
    working_hours: [],
    timezone: "UTC",
    callback_webhook_url: null,
    allow_messages_after_resolved: true,
    lock_to_single_conversation: false,
    sender_name_type: "friendly",
    business_name: null,
    messaging_service_sid: null,
    phone_number: null,
    ...Object.fromEntries(columns),
  };
}
