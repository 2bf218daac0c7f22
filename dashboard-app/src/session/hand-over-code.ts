import type { SignInMessage } from "@proppilot/shared-types";
import type { Memory } from "../page/storage.ts";
import { memoryKeys } from "./memory-keys.ts";

/** How the code got to the panel: by itself, not at all, or by the agent's hands. */
export type HandOver = "done" | "lost" | "by_hand";

interface Place {
  opener: Pick<Window, "closed" | "postMessage"> | null;
  /** Chatwoot's mobile app shows panel and sign-in page in one and the same window. */
  inMobileApp: boolean;
  ownOrigin: string;
  memory: Memory;
  goTo(address: string): void;
}

/** Brings the code to the panel that asked for it; only a window of our own origin can receive it. */
export function handOverCode(code: string, tenantKey: string, place: Place): HandOver {
  if (place.inMobileApp) {
    place.memory.write(memoryKeys.code(tenantKey), code);
    place.goTo(`/panel/${encodeURIComponent(tenantKey)}`);
    return "done";
  }
  if (!place.opener) return "by_hand";
  // Chatwoot destroys the frame when the agent moves on, and with it the secret that the code needs.
  if (place.opener.closed) return "lost";
  const message: SignInMessage = { type: "proppilot:sign-in-code", code };
  place.opener.postMessage(message, place.ownOrigin);
  return "done";
}
