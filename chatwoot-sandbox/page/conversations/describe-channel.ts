export type ChannelKind = "whatsapp" | "telegram" | "website" | "instagram" | "email" | "api" | "other";

interface ChannelDescription {
  kind: ChannelKind;
  name: string;
}

const channels: Record<string, ChannelDescription> = {
  "Channel::Whatsapp": { kind: "whatsapp", name: "WhatsApp" },
  "Channel::Telegram": { kind: "telegram", name: "Telegram" },
  "Channel::WebWidget": { kind: "website", name: "Website" },
  "Channel::Instagram": { kind: "instagram", name: "Instagram" },
  "Channel::Email": { kind: "email", name: "Email" },
  "Channel::Api": { kind: "api", name: "API" },
};

/** What people call one of Chatwoot's channel classes. */
export function describeChannel(channelType: string | undefined): ChannelDescription {
  return channels[channelType ?? ""] ?? { kind: "other", name: channelType?.replace(/^Channel::/, "") ?? "Unknown" };
}
