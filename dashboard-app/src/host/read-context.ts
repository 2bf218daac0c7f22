import type { AppContextHint } from "@proppilot/shared-types";

/**
 * Reads Chatwoot's `appContext` message (CONTRACT §2.4), of which only ids count: it is unsigned. The mobile app turns
 * all keys into snake_case (§2.5), which ours are already. Anything else that windows send each other is `null`.
 */
export function readContext(message: unknown): AppContextHint | null {
  if (typeof message !== "string") return null;
  const body = record(parse(message));
  if (body?.event !== "appContext") return null;
  const data = record(body.data);
  const conversation = record(data?.conversation);
  const accountId = id(conversation?.account_id);
  const conversationId = id(conversation?.id);
  // `contact` is `{}` until Chatwoot has loaded it; the conversation names its sender earlier.
  const contactId = id(record(data?.contact)?.id) ?? id(record(record(conversation?.meta)?.sender)?.id);
  if (accountId === null || conversationId === null || contactId === null) return null;
  const hint: AppContextHint = { accountId, conversationId, contactId };
  if (data?.theme === "light" || data?.theme === "dark") hint.theme = data.theme;
  return hint;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null ? { ...value } : null;
}

function id(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : null;
}
