import { seconds, toEpoch } from "../state/clock.ts";
import { threadOf } from "../state/lookups.ts";
import type { Conversation } from "../state/records.ts";
import { conversationView } from "../views/conversation-view.ts";
import { matchesConversationFilter, readFilter } from "./filter.ts";
import { takeFromBudget } from "./rate-limit.ts";
import { type AccountCall, ok, pageOf, type Reply, type Route, route } from "./route.ts";
import { visibleConversations } from "./visibility.ts";

const PAGE = 25;

function countsOf(call: AccountCall, rows: Conversation[]) {
  return {
    mine_count: rows.filter((row) => row.assignee_id === call.user.id).length,
    assigned_count: rows.filter((row) => row.assignee_id !== null).length,
    unassigned_count: rows.filter((row) => row.assignee_id === null).length,
    all_count: rows.length,
  };
}

const ASSIGNED: Record<string, (row: Conversation, userId: number) => boolean> = {
  me: (row, userId) => row.assignee_id === userId,
  unassigned: (row) => row.assignee_id === null,
  assigned: (row) => row.assignee_id !== null,
};

/** Everything but the assignee: the counts show what the other tabs would hold. */
function wanted(call: AccountCall): Conversation[] {
  const { ctx, query } = call;
  const status = String(query.status ?? "open");
  const labels = [query.labels ?? []].flat().map(String);
  const within = query.updated_within === undefined ? null : seconds(Number(query.updated_within));
  const since = within === null ? 0 : ctx.now() - within;
  const text = query.q === undefined ? null : String(query.q).toLowerCase();
  const sourceOf = (row: Conversation) => ctx.world.contactInboxes.get(row.contact_inbox_id)?.source_id;
  return visibleConversations(call).filter(
    (row) =>
      (status === "all" || row.status === status) &&
      (query.inbox_id === undefined || row.inbox_id === Number(query.inbox_id)) &&
      (query.source_id === undefined || sourceOf(row) === query.source_id) &&
      labels.every((label) => row.label_list.includes(label)) &&
      row.updated_at >= since &&
      (text === null || threadOf(ctx.world, row).some((message) => message.content?.toLowerCase().includes(text))),
  );
}

const ORDERS: Record<string, (a: Conversation, b: Conversation) => number> = {
  last_activity_at_asc: (a, b) => a.last_activity_at - b.last_activity_at,
  last_activity_at_desc: (a, b) => b.last_activity_at - a.last_activity_at,
  created_at_asc: (a, b) => a.created_at - b.created_at,
  created_at_desc: (a, b) => b.created_at - a.created_at,
  waiting_since_asc: (a, b) => toEpoch(a.waiting_since) - toEpoch(b.waiting_since),
  waiting_since_desc: (a, b) => toEpoch(b.waiting_since) - toEpoch(a.waiting_since),
};

const newestActivity = (a: Conversation, b: Conversation) => b.last_activity_at - a.last_activity_at;

/** With `updated_within` all that matches, else 25 a page (CONTRACT 3.9). */
function list(call: AccountCall): Reply {
  const { ctx, query, user } = call;
  const rows = wanted(call);
  const isShown = ASSIGNED[String(query.assignee_type)] ?? (() => true);
  const shown = rows.filter((row) => isShown(row, user.id)).sort(ORDERS[String(query.sort_by)] ?? newestActivity);
  const start = (pageOf(call) - 1) * PAGE;
  const page = query.updated_within === undefined ? shown.slice(start, start + PAGE) : shown;
  return ok({ data: { meta: countsOf(call, rows), payload: page.map((row) => conversationView(ctx, row)) } });
}

function meta(call: AccountCall): Reply {
  const { ctx, account, user } = call;
  takeFromBudget(ctx, `conversations/meta:${account.id}:${user.id}`, ctx.limits.conversationMeta);
  return ok({ meta: countsOf(call, wanted(call)) });
}

function filter(call: AccountCall): Reply {
  const conditions = readFilter(call.body);
  const rows = visibleConversations(call)
    .filter((row) => matchesConversationFilter(row, conditions))
    .sort(newestActivity);
  const start = (pageOf(call) - 1) * PAGE;
  const page = rows.slice(start, start + PAGE);
  return ok({ meta: countsOf(call, rows), payload: page.map((row) => conversationView(call.ctx, row)) });
}

export const conversationListRoutes: Route[] = [
  route("get", "/conversations", list),
  route("get", "/conversations/meta", meta),
  route("post", "/conversations/filter", filter),
];
