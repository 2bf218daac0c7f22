import type { Stage } from "@proppilot/shared-types";

export interface LifecycleFacts {
  /** When Chatwoot made the contact; null while unknown. */
  createdAt: string | null;
  /** When we first heard of the contact. */
  firstSeenAt: string;
  /** The earliest message from the contact that we know of. */
  firstIncomingAt: string | null;
}

/**
 * Where a contact stands, from the facts' own times: the order in which we learnt them makes no difference.
 * New: added, no interaction yet. Contacted: the first message from the contact.
 */
export function nextStage(facts: LifecycleFacts): { name: Stage; since: string; because: string } {
  if (facts.firstIncomingAt !== null) {
    return { name: "contacted", since: facts.firstIncomingAt, because: "first_message_received" };
  }
  return { name: "new", since: facts.createdAt ?? facts.firstSeenAt, because: "contact_added" };
}
