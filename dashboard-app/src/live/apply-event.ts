import type { LiveEvent } from "@proppilot/shared-types";
import type { ContactStore } from "../contact/contact-store.ts";
import type { ConversationsStore } from "../conversations/conversations-store.ts";
import type { SessionStore } from "../session/session-store.ts";

interface Stores {
  session: Pick<SessionStore, "doubt">;
  contact: Pick<ContactStore, "take" | "revalidate" | "fail">;
  conversations: Pick<ConversationsStore, "take" | "revalidate">;
}

/** The one way in which the live stream changes what the panel shows. Applying an event twice is harmless. */
export function applyEvent({ session, contact, conversations }: Stores, event: LiveEvent): void {
  switch (event.event) {
    case "ready":
      // From here on nothing is missed; what happened before the stream opened is asked for once.
      void contact.revalidate();
      void conversations.revalidate();
      break;
    case "contact":
      contact.take(event.data);
      break;
    case "conversation":
      conversations.take(event.data);
      break;
    case "changed":
      // Only streams without a contact carry these.
      break;
    case "ended":
      if (event.data.code === "session_ended") void session.doubt();
      else contact.fail(event.data.code);
      break;
  }
}
