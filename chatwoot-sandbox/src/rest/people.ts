import * as z from "zod";
import { notFound, roleDenied } from "../refusal.ts";
import { requireUser } from "../state/lookups.ts";
import type { Inbox } from "../state/records.ts";
import { releases } from "../versions.ts";
import { agentsOf, agentView } from "../views/agent-view.ts";
import { inboxView } from "../views/inbox-view.ts";
import {
  type AccountCall,
  administratorRoute,
  empty,
  idParam,
  ok,
  type Reply,
  type Route,
  readBody,
  route,
} from "./route.ts";
import { visibleInboxes } from "./visibility.ts";

function inboxOf({ ctx, account }: AccountCall, id: number): Inbox {
  const inbox = ctx.world.inboxes.get(id);
  if (inbox?.account_id !== account.id) throw notFound();
  return inbox;
}

function inboxes(call: AccountCall): Reply {
  return ok({ payload: visibleInboxes(call).map((inbox) => inboxView(inbox, call.role)) });
}

function showInbox(call: AccountCall): Reply {
  const inbox = inboxOf(call, idParam(call, "inboxId"));
  if (!visibleInboxes(call).includes(inbox)) throw roleDenied();
  return ok(inboxView(inbox, call.role));
}

function members(call: AccountCall, inbox: Inbox): Reply {
  const { ctx, account } = call;
  return ok({ payload: inbox.member_ids.map((id) => agentView(ctx, account.id, requireUser(ctx.world, id))) });
}

const memberFields = z.object({ inbox_id: z.coerce.number(), user_ids: z.array(z.coerce.number()) });

function addMembers(call: AccountCall): Reply {
  const wanted = readBody(call, memberFields);
  const inbox = inboxOf(call, wanted.inbox_id);
  inbox.member_ids = [...new Set([...inbox.member_ids, ...wanted.user_ids])];
  return members(call, inbox);
}

function setMembers(call: AccountCall): Reply {
  const wanted = readBody(call, memberFields);
  const inbox = inboxOf(call, wanted.inbox_id);
  inbox.member_ids = [...new Set(wanted.user_ids)];
  return members(call, inbox);
}

function removeMembers(call: AccountCall): Reply {
  const wanted = readBody(call, memberFields);
  const inbox = inboxOf(call, wanted.inbox_id);
  inbox.member_ids = inbox.member_ids.filter((id) => !wanted.user_ids.includes(id));
  return empty();
}

function showAccount({ ctx, account }: AccountCall): Reply {
  return ok({
    id: account.id,
    name: account.name,
    locale: "en",
    domain: null,
    support_email: "",
    status: "active",
    features: {},
    settings: {},
    custom_attributes: {},
    cache_keys: {},
    latest_chatwoot_version: releases[ctx.version],
  });
}

/** Agents, inboxes and who belongs to them (CONTRACT 3.10). */
export const peopleRoutes: Route[] = [
  route("get", "/", showAccount),
  route("get", "/agents", (call) => ok(agentsOf(call.ctx, call.account.id))),
  route("get", "/inboxes", inboxes),
  route("get", "/inboxes/:inboxId", showInbox),
  route("get", "/inbox_members/:inboxId", (call) => members(call, inboxOf(call, idParam(call, "inboxId")))),
  administratorRoute("post", "/inbox_members", addMembers),
  administratorRoute("patch", "/inbox_members", setMembers),
  administratorRoute("delete", "/inbox_members", removeMembers),
  route("get", "/teams", () => ok([])),
  route("get", "/integrations/apps", () => ok({ payload: [] })),
];
