import type { AppContextHint, SignInMessage } from "@proppilot/shared-types";
import { readContext } from "./read-context.ts";

/** What may come in through the door. */
export type Admitted = { kind: "context"; hint: AppContextHint } | { kind: "code"; code: string };

export interface Expected {
  contextFrom: { source: unknown; origin: string };
  /** The sign-in window, while one is open. */
  signInWindow: unknown;
  ownOrigin: string;
}

/** Decides by source and origin whether a window message is one of ours; all others are dropped. */
export function admit(message: Pick<MessageEvent, "source" | "origin" | "data">, expected: Expected): Admitted | null {
  const { source, origin, data } = message;
  if (!source) return null;
  if (source === expected.contextFrom.source && origin === expected.contextFrom.origin) {
    const hint = readContext(data);
    return hint && { kind: "context", hint };
  }
  if (source === expected.signInWindow && origin === expected.ownOrigin && isSignInMessage(data)) {
    return { kind: "code", code: data.code };
  }
  return null;
}

function isSignInMessage(data: unknown): data is SignInMessage {
  if (typeof data !== "object" || data === null || !("type" in data) || !("code" in data)) return false;
  return data.type === "proppilot:sign-in-code" && typeof data.code === "string";
}
