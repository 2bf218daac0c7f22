import type { AppContextHint, Contact } from "@proppilot/shared-types";
import type { ApiError } from "../api/problem.ts";
import type { ContactState } from "../contact/contact-store.ts";
import type { SessionState } from "../session/session-store.ts";

/** Why there is nothing to show, as far as the agent can tell the difference. */
export type Trouble =
  | "other_account"
  | "not_found"
  | "gone"
  | "forbidden"
  | "chatwoot_unreachable"
  | "service_unreachable"
  | "service_failed";

/** The one thing that the panel shows at a time. */
export type PanelView =
  | { kind: "loading" }
  | { kind: "waiting" }
  | { kind: "signedOut"; why: "never" | "ended" | "left" }
  | { kind: "contact"; contact: Contact }
  | { kind: "trouble"; trouble: Trouble };

interface Known {
  session: SessionState;
  context: AppContextHint | null;
  contact: ContactState;
  accountId: number;
}

/** Decides what to show from what is known. */
export function panelView({ session, context, contact, accountId }: Known): PanelView {
  if (session.kind === "signedOut") return { kind: "signedOut", why: session.why };
  if (session.kind === "unreachable") return { kind: "trouble", trouble: "service_unreachable" };
  if (!context) return { kind: "waiting" };
  if (context.accountId !== accountId) return { kind: "trouble", trouble: "other_account" };
  if (contact.kind === "shown") return { kind: "contact", contact: contact.contact };
  if (contact.kind === "failed") return { kind: "trouble", trouble: troubleOf(contact.code) };
  return { kind: "loading" };
}

function troubleOf(code: ApiError["code"]): Trouble {
  switch (code) {
    case "contact_unknown":
    case "not_found":
      return "not_found";
    case "contact_gone":
      return "gone";
    case "forbidden":
      return "forbidden";
    case "chatwoot_unreachable":
    case "chatwoot_refused":
      return "chatwoot_unreachable";
    case "unreachable":
    case "store_unreachable":
      return "service_unreachable";
    default:
      return "service_failed";
  }
}
