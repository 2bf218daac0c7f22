import express, { type Request, type Response, type Router } from "express";
import { badToken, notAMember, notFound, notSignedIn, roleDenied } from "../refusal.ts";
import type { Context } from "../state/context.ts";
import type { Log } from "../state/log.ts";
import { requireAccount, roleOf } from "../state/lookups.ts";
import type { JsonObject, User } from "../state/records.ts";
import { releases } from "../versions.ts";
import { applyApiFaults } from "./api-faults.ts";
import { attributeDefinitionRoutes } from "./attribute-definitions.ts";
import type { CallEntry } from "./call-log.ts";
import { contactChannelRoutes } from "./contact-channels.ts";
import { contactListRoutes } from "./contact-lists.ts";
import { contactRoutes } from "./contacts.ts";
import { conversationListRoutes } from "./conversation-lists.ts";
import { conversationRoutes } from "./conversations.ts";
import { dashboardAppRoutes } from "./dashboard-apps.ts";
import { labelRoutes } from "./labels.ts";
import { messageRoutes } from "./messages.ts";
import { noteRoutes } from "./notes.ts";
import { peopleRoutes } from "./people.ts";
import { profileRoutes } from "./profile.ts";
import { takeFromBudget } from "./rate-limit.ts";
import type { Reply, Route, UserCall } from "./route.ts";
import { webhookRoutes } from "./webhooks.ts";

/** Order matters where a fixed word could be taken for an id: lists come first. */
const accountRoutes: Route[] = [
  ...peopleRoutes,
  ...contactListRoutes,
  ...contactRoutes,
  ...contactChannelRoutes,
  ...noteRoutes,
  ...conversationListRoutes,
  ...conversationRoutes,
  ...messageRoutes,
  ...labelRoutes,
  ...attributeDefinitionRoutes,
  ...webhookRoutes,
  ...dashboardAppRoutes,
];

/** Chatwoot's REST API under `/api`: the only place that knows both the routes and Express. */
export function restRouter(ctx: Context, calls: Log<CallEntry>): Router {
  const router = express.Router({ caseSensitive: true });
  router.use(express.json({ limit: "10mb" }));
  router.use(async (request, response, next) => {
    response.on("finish", () => logCall(ctx, calls, request, response));
    takeFromBudget(ctx, `address:${request.ip}`, ctx.limits.perAddress);
    await applyApiFaults(ctx, request.baseUrl + request.path);
    next();
  });

  router.get("/", (_request, response) => {
    const timestamp = new Date().toISOString().slice(0, 19).replace("T", " ");
    response.json({ version: releases[ctx.version], timestamp, queue_services: "ok", data_services: "ok" });
  });
  for (const { method, path, handle } of profileRoutes) {
    router[method](`/v1${path}`, async (request, response) => {
      send(response, await handle(userCall(ctx, request)));
    });
  }
  for (const { method, path, handle, guarded } of accountRoutes) {
    router[method](`/v1/accounts/:accountId${path === "/" ? "" : path}`, async (request, response) => {
      const call = accountCall(ctx, request);
      if (guarded?.(ctx) && call.role !== "administrator") throw roleDenied();
      send(response, await handle(call));
    });
  }
  router.use(() => {
    throw notFound();
  });
  return router;
}

function send(response: Response, { status, body }: Reply): void {
  response.status(status);
  if (body === undefined) response.end();
  else response.json(body);
}

/** `api_access_token`, or the spelling that survives proxies (CONTRACT 3.1). */
const tokenOf = (request: Request) => request.get("api_access_token") ?? request.get("api-access-token");

function userOf(ctx: Context, request: Request): User | undefined {
  const token = tokenOf(request);
  return token ? ctx.world.users.find((user) => user.access_token === token) : undefined;
}

function userCall(ctx: Context, request: Request): UserCall {
  if (!tokenOf(request)) throw notSignedIn();
  const user = userOf(ctx, request);
  if (!user) throw badToken();
  return {
    ctx,
    user,
    params: request.params as Record<string, string>,
    query: request.query as JsonObject,
    body: (request.body ?? {}) as JsonObject,
  };
}

function accountCall(ctx: Context, request: Request) {
  const call = userCall(ctx, request);
  const account = requireAccount(ctx.world, Number(call.params.accountId));
  const role = roleOf(ctx.world, account.id, call.user.id);
  if (!role) throw notAMember();
  return { ...call, account, role };
}

function logCall(ctx: Context, calls: Log<CallEntry>, request: Request, response: Response): void {
  calls.add({
    method: request.method,
    path: request.originalUrl,
    status: response.statusCode,
    userId: userOf(ctx, request)?.id ?? null,
    at: new Date().toISOString(),
  });
}
