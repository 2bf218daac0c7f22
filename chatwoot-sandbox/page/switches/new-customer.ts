import type { ChannelKind } from "../conversations/describe-channel.ts";
import type { NewCustomer } from "../rest/sandbox.ts";

/** The one thing that a channel knows a new customer by; a website visitor has nothing of the kind. */
export interface ReachField {
  label: string;
  type: "tel" | "email" | "text";
  placeholder: string;
  required: boolean;
}

const reachFields: Partial<Record<ChannelKind, ReachField>> = {
  whatsapp: { label: "Phone number", type: "tel", placeholder: "+447700900123", required: true },
  telegram: { label: "Telegram user name", type: "text", placeholder: "ada_example", required: true },
  instagram: { label: "Instagram handle", type: "text", placeholder: "ada.example", required: true },
  email: { label: "Email address", type: "email", placeholder: "ada@example.com", required: true },
  api: { label: "Email address", type: "email", placeholder: "ada@example.com", required: false },
};

export function reachFieldOf(kind: ChannelKind): ReachField | null {
  return reachFields[kind] ?? null;
}

/** A numeric id that stays the same for the same handle, as the messengers' own user ids do. */
function userIdOf(handle: string): number {
  let id = 0;
  for (const letter of handle) id = (id * 31 + (letter.codePointAt(0) ?? 0)) % 900_000_000;
  return 100_000_000 + id;
}

/** The contact as the channel would report it (CONTRACT 4: source ids and attributes by channel). */
export function describeNewCustomer(kind: ChannelKind, name: string, reach: string): NewCustomer {
  const handle = reach.trim().replace(/^@/, "");
  switch (kind) {
    case "whatsapp": {
      const digits = handle.replace(/\D/g, "");
      return { name, phone_number: `+${digits}`, source_id: digits };
    }
    case "telegram":
      return {
        name,
        source_id: String(userIdOf(handle)),
        additional_attributes: {
          username: handle,
          language_code: "en",
          social_telegram_user_id: userIdOf(handle),
          social_telegram_user_name: handle,
        },
      };
    case "instagram":
      return {
        name,
        source_id: String(userIdOf(handle)),
        additional_attributes: { social_profiles: { instagram: handle }, social_instagram_user_name: handle },
      };
    case "email":
      return { name, email: handle.toLowerCase(), source_id: handle.toLowerCase() };
    default:
      return handle === "" ? { name } : { name, email: handle.toLowerCase() };
  }
}
