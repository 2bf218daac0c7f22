import type { Context } from "../state/context.ts";
import type { Random } from "../state/random.ts";
import type { ChannelType, JsonObject } from "../state/records.ts";

// What each channel's ids and attributes look like (CONTRACT 4).

/** A contact's id in a channel, where it follows from what is known about the sender. */
export function newSourceId(
  channel: ChannelType,
  sender: { email?: string | undefined; phone_number?: string | undefined },
): string | null {
  if (channel === "Channel::Whatsapp") return sender.phone_number?.replace("+", "") ?? null;
  if (channel === "Channel::Email") return sender.email?.toLowerCase() ?? null;
  return null;
}

/** The channel's own id of a message; a website or API message has none. */
export function messageSourceId(random: Random, channel: ChannelType): string | null {
  switch (channel) {
    case "Channel::Whatsapp":
      return `wamid.${random.token(52)}=`;
    case "Channel::Telegram":
      return random.digits(4);
    case "Channel::Instagram":
      return `aWdfZAG1${random.token(60)}`;
    case "Channel::Email":
      return `${random.token(16)}@mail.example.com`;
    default:
      return null;
  }
}

export function conversationTraits(ctx: Context, channel: ChannelType, sourceId: string): JsonObject {
  switch (channel) {
    case "Channel::Telegram":
      return { chat_id: Number(sourceId) };
    case "Channel::WebWidget":
      return {
        browser: {
          device_name: "Unknown",
          browser_name: "Chrome",
          platform_name: "macOS",
          browser_version: "142.0.0.0",
          platform_version: "10.15.7",
        },
        referer: "https://harbour-homes.example/listings",
        initiated_at: { timestamp: new Date(ctx.now() / 1000).toString() },
        browser_language: "en",
      };
    case "Channel::Email":
      return {
        source: "email",
        in_reply_to: null,
        auto_reply: false,
        mail_subject: "Viewing request",
        initiated_at: { timestamp: new Date(ctx.now() / 1000).toISOString() },
      };
    default:
      return {};
  }
}

const ADJECTIVES = ["morning", "quiet", "silver", "autumn", "gentle", "crimson", "patient", "windy"];
const NOUNS = ["rain", "harbour", "meadow", "lantern", "river", "sparrow", "cloud", "garden"];

/** An anonymous visitor's made-up name, such as "morning-rain-190". */
export function visitorName(random: Random): string {
  const pick = (from: string[]) => from[Math.floor(random.next() * from.length)];
  return `${pick(ADJECTIVES)}-${pick(NOUNS)}-${random.digits(3)}`;
}
