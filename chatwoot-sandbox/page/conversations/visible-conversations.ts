import type { Conversation } from "../rest/records.ts";

export type Assignment = "mine" | "unassigned" | "all";

export interface ConversationFilter {
  status: "open" | "all";
  inboxId: number | null;
  assignment: Assignment;
}

const assigneeId = (conversation: Conversation) => conversation.meta.assignee?.id ?? null;

/** Whether a conversation belongs to an assignment tab of the agent `me`. */
export function isAssigned(conversation: Conversation, assignment: Assignment, me: number): boolean {
  if (assignment === "mine") return assigneeId(conversation) === me;
  return assignment === "all" || assigneeId(conversation) === null;
}

/** Whether a conversation passes the status and inbox filters, whoever it is assigned to. */
export function passesFilter(conversation: Conversation, filter: ConversationFilter): boolean {
  if (filter.status === "open" && conversation.status !== "open") return false;
  return filter.inboxId === null || conversation.inbox_id === filter.inboxId;
}

const newestMessageId = (conversation: Conversation) => conversation.messages.at(-1)?.id ?? 0;

/** What the list shows: newest activity first; the newest message decides where two moved in the same second. */
export function visibleConversations(
  all: Iterable<Conversation>,
  filter: ConversationFilter,
  me: number,
): Conversation[] {
  return [...all]
    .filter((one) => passesFilter(one, filter) && isAssigned(one, filter.assignment, me))
    .sort((a, b) => b.last_activity_at - a.last_activity_at || newestMessageId(b) - newestMessageId(a));
}

/** How many conversations stand behind each assignment tab under the present filter. */
export function assignmentCounts(
  all: Iterable<Conversation>,
  filter: ConversationFilter,
  me: number,
): Record<Assignment, number> {
  const passing = [...all].filter((one) => passesFilter(one, filter));
  const count = (assignment: Assignment) => passing.filter((one) => isAssigned(one, assignment, me)).length;
  return { mine: count("mine"), unassigned: count("unassigned"), all: count("all") };
}
