import type { ChannelKind } from "@proppilot/shared-types";
import { own } from "./same.ts";
import type { ChannelState, Json } from "./state.ts";

const kinds: Record<string, ChannelKind> = {
  "Channel::Whatsapp": "whatsapp",
  "Channel::Telegram": "telegram",
  "Channel::WebWidget": "web_widget",
  "Channel::Instagram": "instagram",
  "Channel::FacebookPage": "facebook",
  "Channel::Email": "email",
  "Channel::Sms": "sms",
  "Channel::TwilioSms": "sms",
  "Channel::Line": "line",
  "Channel::Tiktok": "tiktok",
  "Channel::Api": "api",
};

/** The kind of a channel. Twilio carries SMS and WhatsApp under one class: its source id tells (CONTRACT §4). */
export function channelKindOf(channelType: string | null, sourceId?: string): ChannelKind {
  if (channelType === "Channel::TwilioSms" && sourceId?.startsWith("whatsapp:")) return "whatsapp";
  return (channelType && own(kinds, channelType)) || "other";
}

const usernameKeys: Partial<Record<ChannelKind, string[]>> = {
  telegram: ["social_telegram_user_name", "username"],
  instagram: ["social_instagram_user_name"],
  whatsapp: ["social_whatsapp_user_name"],
  line: ["social_line_username"],
  tiktok: ["social_tiktok_username"],
};

/**
 * A contact's identity in one channel, readable (CONTRACT §4, table of source ids): a WhatsApp number gets its `+` back,
 * a BSUID ("CC.xxxxx") stays as it is, e-mail loses the prefix of before 2022.
 */
export function channelIdentity(
  inboxId: number,
  sourceId: string,
  channelType: string | null,
  additional: Record<string, Json> | null | undefined,
): ChannelState {
  const kind = channelKindOf(channelType, sourceId);
  return {
    inboxId,
    sourceId,
    channelType,
    identifier: readable(kind, sourceId),
    username: usernameOf(kind, additional),
  };
}

function readable(kind: ChannelKind, sourceId: string): string {
  if (kind === "whatsapp") {
    const number = sourceId.replace(/^whatsapp:/, "");
    return /^\d{5,15}$/.test(number) ? `+${number}` : number;
  }
  if (kind === "email") return sourceId.replace(/^email:/, "");
  return sourceId;
}

function usernameOf(kind: ChannelKind, additional: Record<string, Json> | null | undefined): string | null {
  for (const key of usernameKeys[kind] ?? []) {
    const value = additional?.[key];
    if (typeof value === "string" && value !== "") return value;
  }
  const profiles = additional?.social_profiles;
  const profile = profiles && typeof profiles === "object" && !Array.isArray(profiles) ? profiles[kind] : undefined;
  return typeof profile === "string" && profile !== "" ? profile : null;
}
