import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Problem, Session } from "@proppilot/shared-types";
import { inTenant } from "../../src/store/in-tenant.ts";
import { appRole } from "../../src/store/roles.ts";
import type { Tenant } from "../../src/tenants/find-tenant.ts";
import {
  aMember,
  aProof,
  aTenant,
  bearer,
  getCode,
  type SignInService,
  signIn,
  startSignInService,
} from "./sign-in-service.ts";

let service: SignInService;
let ours: Tenant;
let theirs: Tenant;
beforeAll(async () => {
  service = await startSignInService();
  ours = await aTenant(service, 1);
  theirs = await aTenant(service, 2);
});
afterAll(() => service.close());

const tables = ["sign_in_codes", "sessions", "refresh_tokens", "access_tokens", "directories"];

it("shows no tenant a row of another's, as the service's own database role", async () => {
  const session = await signIn(service, ours, aMember(service, ours));
  await service.call("GET", "/api/v1/guarded", { headers: bearer(session.accessToken) });
  await getCode(service, ours, aMember(service, ours).token, aProof().challenge);
  const counts = (tenant: Tenant) =>
    inTenant(service.ctx.db, tenant.id, async (tx) => {
      const { rows } = await tx.raw("select current_user as role");
      expect(rows[0].role).toBe(appRole);
      return Promise.all(tables.map(async (table) => (await tx(table).select()).length > 0));
    });
  expect(await counts(ours)).toEqual(tables.map(() => true));
  expect(await counts(theirs)).toEqual(tables.map(() => false));
});

it("lets no tenant write into another", async () => {
  const stray = {
    tenant_id: theirs.id,
    code_hash: Buffer.alloc(32),
    challenge: "",
    member: "{}",
    expires_at: new Date(),
  };
  await expect(inTenant(service.ctx.db, ours.id, (tx) => tx("sign_in_codes").insert(stray))).rejects.toThrow(
    "row-level security",
  );
});

it("refreshes no session under another tenant's key", async () => {
  const session = await signIn(service, ours, aMember(service, ours));
  const refreshToken = session.cookie.split("=")[1];
  const refresh = (tenantKey: string) =>
    service.call<Session & Problem>("POST", "/api/v1/session/refresh", { body: { tenantKey, refreshToken } });
  expect((await refresh(theirs.key)).body.code).toBe("session_ended");
  expect((await refresh(ours.key)).status).toBe(200);
});

it("reads no cookie of another tenant", async () => {
  const { cookie } = await signIn(service, ours, aMember(service, ours));
  const body = { tenantKey: theirs.key };
  const answer = await service.call<Problem>("POST", "/api/v1/session/refresh", { body, headers: { cookie } });
  expect(answer.body.code).toBe("not_signed_in");
});

it("takes a bearer to its own tenant only", async () => {
  const [us, them] = [
    await signIn(service, ours, aMember(service, ours)),
    await signIn(service, theirs, aMember(service, theirs)),
  ];
  const tenantOf = async (token: string) =>
    (await service.call<{ tenantId: string }>("GET", "/api/v1/guarded", { headers: bearer(token) })).body.tenantId;
  expect(await tenantOf(us.accessToken)).toBe(ours.id);
  expect(await tenantOf(them.accessToken)).toBe(theirs.id);
});

it("leaves no token in the log or in the database", async () => {
  const member = aMember(service, ours);
  const session = await signIn(service, ours, member);
  const { verifier, challenge } = aProof();
  const { body: unused } = await getCode(service, ours, member.token, challenge);
  await service.call("GET", "/api/v1/guarded", { headers: bearer(session.accessToken) });
  const headers = bearer(session.accessToken);
  const handed = await service.call<{ refreshToken: string }>("POST", "/api/v1/session/handover", { headers });
  const { refreshToken } = handed.body;
  const renewed = await service.call<Session>("POST", "/api/v1/session/refresh", {
    body: { tenantKey: ours.key, refreshToken },
  });
  service.chatwoot.down = true;
  const failed = await getCode(service, ours, member.token, challenge);
  expect(failed.status).toBe(503);
  service.chatwoot.down = false;
  const refused = await getCode(service, ours, `${member.token}-not`, challenge);
  expect(refused.status).toBe(401);
  expect(service.logLines.join("")).toContain("GET /api/v1/profile");

  const secrets = {
    chatwootToken: member.token,
    pubsubToken: "pubsub-secret",
    code: session.code,
    unusedCode: unused.code,
    verifier,
    accessToken: session.accessToken,
    cookieToken: session.cookie.split("=")[1] ?? "",
    refreshToken,
    nextAccessToken: renewed.body.accessToken,
    nextRefreshToken: renewed.body.refreshToken ?? "",
  };
  const places = {
    log: service.logLines.join("\n"),
    database: await dump(service),
    answers: JSON.stringify([failed.body, refused.body]),
  };
  expect(places.database).toContain(ours.key);
  for (const [place, content] of Object.entries(places)) {
    const found = Object.entries(secrets).filter(([, secret]) => secret === "" || content.includes(secret));
    expect([place, found]).toEqual([place, []]);
  }
});

/** Every row of every table as text, bytes readable where they are text. */
async function dump({ ctx }: SignInService): Promise<string> {
  const { rows } = await ctx.db.raw("select tablename from pg_tables where schemaname = 'proppilot'");
  const dumped = await Promise.all(
    rows.map(({ tablename }: { tablename: string }) => ctx.db.withSchema("proppilot").from(tablename).select()),
  );
  return JSON.stringify(dumped, (_key, value) =>
    value?.type === "Buffer" ? Buffer.from(value.data).toString("latin1") : value,
  );
}
