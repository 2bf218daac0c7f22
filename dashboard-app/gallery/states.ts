import type { SignInPageState } from "../src/session/sign-in-page-store.ts";
import { ada, galleryNow, longwinded, newcomer } from "./contacts.ts";
import { conversations } from "./conversations.ts";
import type { Shown } from "./fake-store.ts";

const contact = { kind: "contact", contact: ada } as const;
const list = { kind: "shown", more: "ready", nextCursor: null, hidden: 0, items: conversations } as const;
const conversationsTab = { view: contact, tab: "conversations" } as const;

/** Every state that the panel can be seen in. */
export const panelStates: Record<string, Shown> = {
  details: { view: contact },
  "details-newcomer": { view: { kind: "contact", contact: newcomer }, freshness: { kind: "refreshing" } },
  "details-longwinded": { view: { kind: "contact", contact: longwinded } },
  "details-changed": { view: contact, changed: ["email", "tags", "stage", "lastActivityAt"] },
  "details-gone": { view: { kind: "contact", contact: { ...ada, freshness: { ...ada.freshness, gone: true } } } },
  "details-offline": { view: contact, freshness: { kind: "stale", since: galleryNow } },
  attributes: { view: contact, tab: "attributes", changed: ["attribute:budget"] },
  "attributes-none": { view: { kind: "contact", contact: { ...ada, attributes: [] } }, tab: "attributes" },
  "attributes-unknown": { view: { kind: "contact", contact: newcomer }, tab: "attributes" },
  conversations: { ...conversationsTab, conversations: { ...list, nextCursor: "next", hidden: 2 } },
  "conversations-loading": { ...conversationsTab, conversations: { kind: "loading" } },
  "conversations-none": { ...conversationsTab, conversations: { ...list, items: [] } },
  "conversations-hidden": { ...conversationsTab, conversations: { ...list, items: [], hidden: 1 } },
  "conversations-failed": { ...conversationsTab, conversations: { kind: "failed" } },
  loading: { view: { kind: "loading" } },
  waiting: { view: { kind: "waiting" } },
  "signed-out": { view: { kind: "signedOut", why: "never" } },
  "signed-out-ended": { view: { kind: "signedOut", why: "ended" }, notice: "code_refused" },
  "signed-out-left": { view: { kind: "signedOut", why: "left" }, redeeming: true },
  "signed-out-blocked": { view: { kind: "signedOut", why: "never" }, notice: "blocked" },
  "not-found": { view: { kind: "trouble", trouble: "not_found" } },
  gone: { view: { kind: "trouble", trouble: "gone" } },
  forbidden: { view: { kind: "trouble", trouble: "forbidden" } },
  "other-account": { view: { kind: "trouble", trouble: "other_account" } },
  "chatwoot-unreachable": { view: { kind: "trouble", trouble: "chatwoot_unreachable" } },
  "service-unreachable": { view: { kind: "trouble", trouble: "service_unreachable" } },
  "service-failed": { view: { kind: "trouble", trouble: "service_failed" } },
};

/** Every state of the sign-in page. */
export const signInPageStates: Record<string, SignInPageState> = {
  "sign-in": { kind: "asking", problem: null },
  "sign-in-refused": {
    kind: "asking",
    problem: "Chatwoot does not know this access token. Copy it again from your profile.",
  },
  "sign-in-checking": { kind: "checking" },
  "sign-in-by-hand": { kind: "by_hand", code: "q3V8mZk1T0yJc7uXw2LrNd" },
  "sign-in-done": { kind: "done" },
  "sign-in-lost": { kind: "lost" },
};
