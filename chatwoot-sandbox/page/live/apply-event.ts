import type { Desk } from "../store/desk.ts";
import type { LiveEvent } from "./read-live-event.ts";

/** Reads again what an event names, as far as it is on screen. */
export function applyEvent(desk: Desk, event: LiveEvent): void {
  if (event.type === "reset") window.location.reload();
  else if (event.type === "contact") desk.problems.during(applyToContact(desk, event));
  else if (event.conversationId !== null) desk.problems.during(applyToConversation(desk, event, event.conversationId));
}

async function applyToContact(desk: Desk, { action, contactId }: LiveEvent): Promise<void> {
  // After a merge conversations have another sender, and no event of their own says so (CONTRACT 3.6).
  if (action === "merged") await desk.catchUp();
  else if (action === "updated" && contactId === desk.openContactId.value) await desk.loadContact(contactId);
}

async function applyToConversation({ conversations, openId, open }: Desk, event: LiveEvent, id: number): Promise<void> {
  const isVisible = await conversations.refreshIfVisible(id);
  if (!isVisible || id !== openId.value) return;
  if (event.type === "message") await conversations.readOn(id, event.action === "created" ? "newer" : "all");
  if (document.visibilityState === "visible" && open.value?.unread_count) await conversations.markSeen(id);
}
