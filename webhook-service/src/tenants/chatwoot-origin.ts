import { AppError } from "../errors.ts";

/**
 * Chatwoot's origin from whatever address of it somebody pasted, a conversation's for instance: Chatwoot lives at the root
 * of its host.
 */
export function chatwootOrigin(pasted: string): string {
  const text = pasted.trim();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new AppError("invalid_request", "Chatwoot's address must look like https://chat.example.com.");
  }
  if (url.username || url.password) {
    throw new AppError("invalid_request", "Chatwoot's address must not hold a user name or password.");
  }
  return url.origin;
}
