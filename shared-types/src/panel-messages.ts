import type { Contact } from "./api.ts";

/** What `/panel/:tenantKey` hands its script in `<script type="application/json" id="proppilot">`. Nothing personal. */
export interface PanelBoot {
  tenantKey: string;
  /** The only origin whose messages count and the only one that may frame us. */
  chatwootOrigin: string;
  accountId: number;
}

/** What `/sign-in` hands its script, in the same element. */
export interface SignInBoot extends PanelBoot {
  /** base64url SHA-256, from the address. */
  challenge: string;
}

/** Posted by the sign-in popup to its opener, on our own origin (DESIGN §6). */
export interface SignInMessage {
  type: "proppilot:sign-in-code";
  code: string;
}

/** The parts of Chatwoot's `appContext` that we use (CONTRACT §2.4): untrusted hints, ids only. */
export interface AppContextHint {
  accountId: number;
  conversationId: number;
  contactId: Contact["chatwootId"];
  theme?: "light" | "dark";
}
