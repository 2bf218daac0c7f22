import {
  type CurrentSession,
  type HandedOverSession,
  redeemSessionSchema,
  refreshSessionSchema,
  type Session,
  type SessionCookie,
  type SignInCode,
  sessionCookieQuerySchema,
  signInRequestSchema,
} from "@proppilot/shared-types";
import express, { type Request, Router } from "express";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { type Authentication, type Caller, readBearer } from "../sign-in/authenticate.ts";
import { endSession } from "../sign-in/end-session.ts";
import { findSession } from "../sign-in/find-session.ts";
import { handOverSession } from "../sign-in/hand-over-session.ts";
import { issueCode } from "../sign-in/issue-code.ts";
import { redeemCode, type SignedIn } from "../sign-in/redeem-code.ts";
import { refreshSession } from "../sign-in/refresh-session.ts";
import { findTenant, type Tenant } from "../tenants/find-tenant.ts";
import { limitSignIn, type SignInLimits } from "./limit-sign-in.ts";
import { onlyJson, onlyOurPages } from "./only-our-pages.ts";
import { parse } from "./parse.ts";
import { requireSession, sessionOf } from "./require-session.ts";
import { type Reply, route } from "./route.ts";
import { clearedSessionCookie, readSessionCookie, sessionCookie } from "./session-cookie.ts";

/** Sign-in and sessions, to be mounted at `/api/v1`. `attempts` counts sign-ins a minute. */
export function sessionRoutes(
  ctx: Context,
  authentication: Authentication,
  attempts: SignInLimits = { perAddress: 20, perTenant: 60 },
): Router {
  const { byAddress, byTenant } = limitSignIn(attempts);
  const json = [onlyJson, express.json({ limit: "8kb" })];
  const ours = onlyOurPages(ctx);
  return Router()
    .post(
      "/sign-in",
      ours,
      byAddress,
      json,
      byTenant,
      route((request) => signIn(ctx, request)),
    )
    .post(
      "/session",
      ours,
      json,
      route((request) => redeem(ctx, request)),
    )
    .post(
      "/session/refresh",
      ours,
      json,
      route((request) => refresh(ctx, authentication, request)),
    )
    .get("/session/cookie", ours, route(tellCookie))
    .post(
      "/session/handover",
      ours,
      route((request) => handOver(ctx, request)),
    )
    .get(
      "/session",
      requireSession(ctx, authentication),
      route((request) => tellSession(sessionOf(request))),
    )
    .delete(
      "/session",
      ours,
      route((request) => end(ctx, request)),
    );
}

async function signIn(ctx: Context, request: Request): Promise<Reply> {
  const { tenantKey, ...attempt } = parse(signInRequestSchema, request.body);
  const { code, expiresAt } = await issueCode(ctx, await knownTenant(ctx, tenantKey), attempt);
  const body: SignInCode = { code, expiresAt: expiresAt.toISOString() };
  return { status: 201, body };
}

async function redeem(ctx: Context, request: Request): Promise<Reply> {
  const { tenantKey, ...proof } = parse(redeemSessionSchema, request.body);
  const session = await redeemCode(ctx, await knownTenant(ctx, tenantKey), proof);
  return { status: 201, ...inCookie(ctx, tenantKey, session) };
}

async function knownTenant(ctx: Context, key: string): Promise<Tenant> {
  const tenant = await findTenant(ctx, key);
  if (tenant) return tenant;
  throw new AppError("tenant_unknown", "This Chatwoot account is not connected: ask your administrator.");
}

/** A browser that refuses our cookie sends the token in the body, and gets the next one the same way. */
async function refresh(ctx: Context, { directories }: Authentication, request: Request): Promise<Reply> {
  const { tenantKey, refreshToken } = parse(refreshSessionSchema, request.body);
  const token = refreshToken ?? readSessionCookie(request, tenantKey);
  if (!token) throw new AppError("not_signed_in", "There is no session in this browser: sign in.");
  const session = await refreshSession(ctx, directories, await knownTenant(ctx, tenantKey), token);
  if (!refreshToken) return { status: 200, ...inCookie(ctx, tenantKey, session) };
  return { status: 200, body: { ...toBody(session), refreshToken: session.refreshToken } };
}

function inCookie(ctx: Context, tenantKey: string, session: SignedIn): Omit<Reply, "status"> {
  const seconds = Math.floor((session.sessionEndsAt.getTime() - ctx.now().getTime()) / 1000);
  const cookie = sessionCookie(tenantKey, session.refreshToken, seconds);
  return { headers: { "Set-Cookie": cookie }, body: toBody(session) };
}

function toBody({ accessToken, expiresAt, agent }: SignedIn): Session {
  return { accessToken, expiresAt: expiresAt.toISOString(), agent };
}

function tellCookie(request: Request): Reply {
  const { tenantKey } = parse(sessionCookieQuerySchema, request.query);
  const body: SessionCookie = { present: readSessionCookie(request, tenantKey) !== undefined };
  return { status: 200, body };
}

async function handOver(ctx: Context, request: Request): Promise<Reply> {
  const session = await findSession(ctx, readBearer(request.headers.authorization));
  const refreshToken = await handOverSession(ctx, session.tenant.id, session.id);
  const headers = { "Set-Cookie": clearedSessionCookie(session.tenant.key) };
  const body: HandedOverSession = { refreshToken };
  return { status: 200, headers, body };
}

function tellSession({ agent, expiresAt }: Caller): Reply {
  const body: CurrentSession = { agent, expiresAt: expiresAt?.toISOString() ?? null };
  return { status: 200, body };
}

/** Works without Chatwoot, too: leaving must always be possible. */
async function end(ctx: Context, request: Request): Promise<Reply> {
  const session = await findSession(ctx, readBearer(request.headers.authorization));
  await endSession(ctx, session.tenant.id, session.id);
  return { status: 204, headers: { "Set-Cookie": clearedSessionCookie(session.tenant.key) } };
}
