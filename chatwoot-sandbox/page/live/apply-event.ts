import type { Desk } from "../store/desk.ts";
import type { LiveEvent } from "./read-live-event.ts";

/** Reads again what an event names, as far as it is on screen. */
export function applyEvent(desk: Desk, event: LiveEvent): void {
  const { conversations, contacts, problems } = desk;
  const { conversationId, contactId } = event;
  const [record, happening] = event.type.split(".");
  if (contactId !== null && record === "contact" && contactId === desk.openContactId.value) {
    problems.during(contacts.load(contactId));
  }
  if (conversationId === null) return;
  problems.during(
    (async () => {
      await conversations.refresh(conversationId);
      if (conversationId !== desk.openId.value) return;
      if (record === "message") await conversations.readOn(conversationId, happening === "updated" ? "all" : "newer");
      if (document.visibilityState === "visible" && desk.open.value?.unread_count)
        await conversations.markSeen(conversationId);
    })(),
  );
}
