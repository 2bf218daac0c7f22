import { createHash, randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Session, SignInCode } from "@proppilot/shared-types";
import express, { Router } from "express";
import { pino } from "pino";
import { loadConfig } from "../../src/config/load-config.ts";
import type { Context } from "../../src/context.ts";
import { answerErrors, identifyRequest, refuseUnknownPath } from "../../src/http/answer-errors.ts";
import type { SignInLimits } from "../../src/http/limit-sign-in.ts";
import { panelPages } from "../../src/http/panel-pages.ts";
import { requireSession, sessionOf } from "../../src/http/require-session.ts";
import { route } from "../../src/http/route.ts";
import { sessionRoutes } from "../../src/http/session-routes.ts";
import { connect } from "../../src/store/connect.ts";
import { inTenant } from "../../src/store/in-tenant.ts";
import { openDirectories } from "../../src/tenants/directory.ts";
import type { Tenant } from "../../src/tenants/find-tenant.ts";
import { sealFor } from "../../src/tenants/tenant-secrets.ts";
import { startTestDatabase } from "../harness/database.ts";
import { fakeChatwoot, serviceToken } from "./fake-chatwoot.ts";

export const publicUrl = "https://panel.test";

export interface Answer<T = unknown> {
  status: number;
  body: T;
  headers: Headers;
}

interface Options {
  /** Where the built pages are. */
  pages?: string;
  attempts?: SignInLimits;
}

/** Sign-in behind real HTTP, with a database of its own, a Chatwoot at the border, and a clock that tests move. */
export async function startSignInService({ pages, attempts = { perAddress: 1000, perTenant: 1000 } }: Options = {}) {
  const database = await startTestDatabase();
  const chatwoot = fakeChatwoot(`${randomUUID()}.chatwoot.test`);
  const logLines: string[] = [];
  let time = Date.parse("2026-03-02T09:00:00Z");
  const ctx: Context = {
    config: loadConfig(
      { DATABASE_URL: database.url, SECRET_KEY: randomBytes(32).toString("base64"), PUBLIC_URL: publicUrl },
      { trustedOrigins: [chatwoot.origin] },
    ),
    db: connect({ databaseUrl: database.url, applicationName: "sign-in test" }),
    log: pino({ level: "trace" }, { write: (line: string) => logLines.push(line) }),
    now: () => new Date(time),
    random: Math.random,
  };
  const authentication = { directories: openDirectories(ctx) };
  const app = express()
    .use(identifyRequest)
    .use("/api/v1", sessionRoutes(ctx, authentication, attempts))
    .use(
      "/api/v1",
      Router().get(
        "/guarded",
        requireSession(ctx, authentication),
        route((request) => ({ status: 200, body: sessionOf(request) })),
      ),
    )
    .use(panelPages(ctx, pages))
    .use(refuseUnknownPath)
    .use(answerErrors(ctx.log));
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function call<T>(method: string, path: string, { body, headers }: CallOptions = {}): Promise<Answer<T>> {
    const response = await fetch(origin + path, {
      method,
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    return { status: response.status, body: (isJson ? JSON.parse(text) : text) as T, headers: response.headers };
  }

  return {
    ctx,
    chatwoot,
    authentication,
    logLines,
    database,
    call,
    passSeconds: (seconds: number) => {
      time += seconds * 1000;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await authentication.directories.settle();
      await ctx.db.destroy();
      await database.close();
    },
  };
}

interface CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

export type SignInService = Awaited<ReturnType<typeof startSignInService>>;

/** Connects an account of the fake Chatwoot. */
export async function aTenant({ ctx, chatwoot }: SignInService, accountId: number): Promise<Tenant> {
  const id = randomUUID();
  const tenant = { id, key: `key-${id}`, name: `Account ${accountId}`, chatwootUrl: chatwoot.origin, accountId };
  await inTenant(ctx.db, id, (tx) =>
    tx("tenants").insert({
      id,
      key: tenant.key,
      name: tenant.name,
      chatwoot_url: tenant.chatwootUrl,
      account_id: accountId,
      chatwoot_token: sealFor(ctx.config, "chatwoot-token", id, serviceToken),
      hook_key: `hook-${id}`,
    }),
  );
  return tenant;
}

let lastId = 100;

/** Somebody who has just become a member of the tenant's account. */
export function aMember(
  { chatwoot, passSeconds }: Pick<SignInService, "chatwoot" | "passSeconds">,
  tenant: Tenant,
  about: Partial<{
    role: "administrator" | "agent";
    inboxes: number[];
    customRole: number;
    permissions: string[];
  }> = {},
) {
  const { role = "agent", inboxes = [], ...custom } = about;
  const id = ++lastId;
  passSeconds(1);
  const account = { id: tenant.accountId, role, ...custom };
  const user = { id, name: `Member ${id}`, token: `token-${randomUUID()}`, accounts: [account] };
  chatwoot.users.push(user);
  for (const inbox of inboxes) {
    chatwoot.inboxes[inbox] = [...(chatwoot.inboxes[inbox] ?? []), id];
  }
  return { ...user, user, account };
}

export function aProof() {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

export async function getCode(service: SignInService, tenant: Tenant, token: string, challenge: string) {
  const body = { tenantKey: tenant.key, chatwootToken: token, challenge };
  return service.call<SignInCode>("POST", "/api/v1/sign-in", { body });
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
export const cookieOf = ({ headers }: Answer) => headers.getSetCookie()[0]?.split(";")[0] ?? "";

/** Signs in as the panel does. */
export async function signIn(service: SignInService, tenant: Tenant, { token }: { token: string }) {
  const { verifier, challenge } = aProof();
  const { body } = await getCode(service, tenant, token, challenge);
  const answer = await service.call<Session>("POST", "/api/v1/session", {
    body: { tenantKey: tenant.key, code: body.code, verifier },
  });
  return { ...answer.body, cookie: cookieOf(answer), code: body.code, answer };
}
