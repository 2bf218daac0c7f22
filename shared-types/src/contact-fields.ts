/** Lifecycle stages in order (seed: Contact Lifecycle). */
export const stages = ["new", "contacted", "qualified", "engaged", "customer"] as const;
export type Stage = (typeof stages)[number];

/** Kinds of channel, as the panel names and draws them; `other` keeps Chatwoot's own class in `channelType`. */
export const channelKinds = [
  "whatsapp",
  "telegram",
  "web_widget",
  "instagram",
  "facebook",
  "email",
  "sms",
  "line",
  "tiktok",
  "api",
  "other",
] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** A conversation's state in Chatwoot (CONTRACT §1.6). */
export const conversationStatuses = ["open", "resolved", "pending", "snoozed"] as const;
export type ConversationStatus = (typeof conversationStatuses)[number];
