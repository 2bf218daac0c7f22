import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Problem } from "@proppilot/shared-types";
import { createApiKey } from "../../src/tenants/create-api-key.ts";
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
let tenant: Tenant;
beforeAll(async () => {
  service = await startSignInService();
  tenant = await aTenant(service, 1);
});
afterAll(() => service.close());

const redeem = (code: string, verifier: string, key = tenant.key) =>
  service.call<Problem>("POST", "/api/v1/session", { body: { tenantKey: key, code, verifier } });

it("turns a Chatwoot token into a session that knows the agent", async () => {
  const member = aMember(service, tenant, { inboxes: [7] });
  const session = await signIn(service, tenant, member);
  expect(session.answer.status).toBe(201);
  expect(session.agent).toEqual({ id: member.id, name: member.name, role: "agent" });
  const told = await service.call("GET", "/api/v1/session", { headers: bearer(session.accessToken) });
  expect(told.body).toEqual({ agent: session.agent, expiresAt: "2026-03-02T09:10:01.000Z" });
  const { body } = await service.call("GET", "/api/v1/guarded", { headers: bearer(session.accessToken) });
  expect(body).toMatchObject({
    tenantId: tenant.id,
    tenantKey: tenant.key,
    chatwootUrl: service.chatwoot.origin,
    accountId: 1,
    agent: session.agent,
    visibility: { all: false, inboxIds: [7] },
  });
});

it("lets an API key read what an administrator reads", async () => {
  const headers = bearer(await createApiKey(service.ctx, tenant.id, "Nightly report"));
  expect(await service.call("GET", "/api/v1/guarded", { headers })).toMatchObject({
    status: 200,
    body: {
      tenantId: tenant.id,
      chatwootUrl: tenant.chatwootUrl,
      agent: { name: "Nightly report", role: "administrator" },
      visibility: { all: true },
      sessionId: null,
    },
  });
  const unknown = await service.call<Problem>("GET", "/api/v1/guarded", { headers: bearer("pp_guessed") });
  expect(unknown.body.code).toBe("not_signed_in");
});

it("gives one session to 20 who redeem one code at once", async () => {
  const { verifier, challenge } = aProof();
  const { body } = await getCode(service, tenant, aMember(service, tenant).token, challenge);
  const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(body.code, verifier)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ body }) => body.code === "sign_in_code_invalid")).toHaveLength(19);
});

it("refuses a wrong verifier and takes the code back", async () => {
  const { verifier, challenge } = aProof();
  const { body } = await getCode(service, tenant, aMember(service, tenant).token, challenge);
  expect((await redeem(body.code, aProof().verifier)).body.code).toBe("sign_in_code_invalid");
  expect((await redeem(body.code, verifier)).body.code).toBe("sign_in_code_invalid");
});

it("refuses a code after 60 seconds", async () => {
  const { verifier, challenge } = aProof();
  const { body } = await getCode(service, tenant, aMember(service, tenant).token, challenge);
  service.passSeconds(60);
  expect((await redeem(body.code, verifier)).body.code).toBe("sign_in_code_invalid");
});

it("refuses a code of another tenant", async () => {
  const { verifier, challenge } = aProof();
  const other = await aTenant(service, 2);
  const { body } = await getCode(service, tenant, aMember(service, tenant).token, challenge);
  expect((await redeem(body.code, verifier, other.key)).body.code).toBe("sign_in_code_invalid");
  expect((await redeem(body.code, verifier)).status).toBe(201);
});

describe("says why somebody can't sign in:", () => {
  const attempt = async (token: string) => {
    const { body } = await getCode(service, tenant, token, aProof().challenge);
    return body as unknown as Problem;
  };

  it("a token that Chatwoot does not know", async () => {
    expect(await attempt("nonsense")).toMatchObject({
      status: 401,
      code: "sign_in_refused",
      detail: expect.stringContaining("does not know this token"),
    });
  });

  it("a text that can't be a token", async () => {
    expect(await attempt("two\nlines")).toMatchObject({ code: "sign_in_refused" });
  });

  it("somebody who is no member of this account", async () => {
    const member = aMember(service, { ...tenant, accountId: 99 });
    expect(await attempt(member.token)).toMatchObject({
      code: "sign_in_refused",
      detail: expect.stringContaining("not a member"),
    });
  });

  it("a suspended account", async () => {
    const member = aMember(service, tenant);
    Object.assign(member.account, { status: "suspended" });
    expect(await attempt(member.token)).toMatchObject({
      code: "sign_in_refused",
      detail: expect.stringContaining("suspended"),
    });
  });

  it("an address that is not confirmed", async () => {
    const member = aMember(service, tenant);
    Object.assign(member.user, { confirmed: false });
    expect(await attempt(member.token)).toMatchObject({
      code: "sign_in_refused",
      detail: expect.stringContaining("confirm"),
    });
  });

  it("a Chatwoot that is down", async () => {
    const member = aMember(service, tenant);
    service.chatwoot.down = true;
    expect(await attempt(member.token)).toMatchObject({ status: 503, code: "chatwoot_unreachable" });
    service.chatwoot.down = false;
  });

  it("an account that is not connected", async () => {
    expect(await getCode(service, { ...tenant, key: "nobody" }, "token", aProof().challenge)).toMatchObject({
      status: 404,
      body: { code: "tenant_unknown" },
    });
  });
});
