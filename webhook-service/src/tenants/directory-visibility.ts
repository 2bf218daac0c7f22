import type { Knex } from "knex";
import type { Directory, DirectoryAgent } from "./directory-rows.ts";

/** Which conversations somebody sees: all, or those of some inboxes, or of these only some by their assignee. */
export type Visibility =
  | { all: true }
  | { all: false; inboxIds: number[]; onlyAssignedTo?: { agentId: number; orNobody: boolean } };

/**
 * What Chatwoot would show this agent (CONTRACT §3.9): an administrator everything, an agent the own inboxes, a custom
 * role by its strongest conversation permission. Where Chatwoot's own calls differ, the narrower reading counts.
 */
export function visibleInboxes(
  { inboxMembers }: Pick<Directory, "inboxMembers">,
  agent: Pick<DirectoryAgent, "id" | "role" | "customRoleId"> & { permissions: readonly string[] },
): Visibility {
  if (agent.role === "administrator") return { all: true };
  const inboxIds = Object.keys(inboxMembers)
    .filter((inboxId) => inboxMembers[inboxId]?.includes(agent.id))
    .map(Number);
  const may = (permission: string) => agent.permissions.includes(permission);
  if (agent.customRoleId === null || may("conversation_manage")) return { all: false, inboxIds };
  if (may("conversation_unassigned_manage")) {
    return { all: false, inboxIds, onlyAssignedTo: { agentId: agent.id, orNobody: true } };
  }
  if (may("conversation_participating_manage")) {
    return { all: false, inboxIds, onlyAssignedTo: { agentId: agent.id, orNobody: false } };
  }
  return { all: false, inboxIds: [] };
}

/** Narrows a query on the columns `inbox_id` and `assignee` of `table` to what may be seen. */
export function visibleConversations<Q extends Knex.QueryBuilder>(
  query: Q,
  visibility: Visibility,
  table = "conversations",
): Q {
  if (visibility.all) return query;
  query.whereIn(`${table}.inbox_id`, visibility.inboxIds);
  if (visibility.onlyAssignedTo) {
    const { agentId, orNobody } = visibility.onlyAssignedTo;
    query.where((assigned) => {
      assigned.whereRaw("??.assignee->>'id' = ?", [table, String(agentId)]);
      if (orNobody) assigned.orWhereRaw("??.assignee->>'id' is null", [table]);
    });
  }
  return query;
}
