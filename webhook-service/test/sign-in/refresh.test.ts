import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Problem, Session } from "@proppilot/shared-types";
import { removeExpiredSessions } from "../../src/sign-in/remove-expired-sessions.ts";
import type { Tenant } from "../../src/tenants/find-tenant.ts";
import {
  type Answer,
  aMember,
  aTenant,
  bearer,
  cookieOf,
  publicUrl,
  type SignInService,
  signIn,
  startSignInService,
} from "./sign-in-service.ts";

type Refreshed = Answer<Session & Problem>;

let service: SignInService;
let tenant: Tenant;
beforeAll(async () => {
  service = await startSignInService();
  tenant = await aTenant(service, 1);
});
afterAll(() => service.close());

const someoneSignedIn = (role: "agent" | "administrator" = "agent") =>
  signIn(service, tenant, aMember(service, tenant, { role }));
const refresh = (cookie: string): Promise<Refreshed> =>
  service.call("POST", "/api/v1/session/refresh", { body: { tenantKey: tenant.key }, headers: { cookie } });
const refreshByBody = (refreshToken: string): Promise<Refreshed> =>
  service.call("POST", "/api/v1/session/refresh", { body: { tenantKey: tenant.key, refreshToken } });
const ask = async (token: string) =>
  (await service.call<Problem>("GET", "/api/v1/session", { headers: bearer(token) })).body.code ?? "welcome";
const days = (count: number) => count * 86_400;

it("keeps the refresh token where no script and no other site finds it", async () => {
  const { answer } = await someoneSignedIn();
  expect(answer.body.refreshToken).toBeUndefined();
  const [pair, ...attributes] = answer.headers.getSetCookie()[0]?.split("; ") ?? [];
  expect(pair).toMatch(/^__Host-proppilot-[0-9a-f]{12}=[\w-]{86}$/);
  expect(attributes.sort()).toEqual(["HttpOnly", "Max-Age=604800", "Partitioned", "Path=/", "SameSite=None", "Secure"]);
});

it("renews a bearer that has ended after ten minutes", async () => {
  const session = await someoneSignedIn();
  service.passSeconds(600);
  expect(await ask(session.accessToken)).toBe("session_ended");
  const renewed = await refresh(session.cookie);
  expect(renewed.status).toBe(200);
  expect(renewed.body.refreshToken).toBeUndefined();
  expect(await ask(renewed.body.accessToken)).toBe("welcome");
});

it("goes on when the answer to a refresh was lost, even hours later", async () => {
  const session = await someoneSignedIn();
  expect((await refresh(session.cookie)).status).toBe(200);
  service.passSeconds(7200);
  expect((await refresh(session.cookie)).status).toBe(200);
  service.passSeconds(7200);
  const received = await refresh(session.cookie);
  expect((await refresh(cookieOf(received))).status).toBe(200);
});

it("ends the whole family when a token comes back after its successor was used", async () => {
  const session = await someoneSignedIn();
  const second = await refresh(session.cookie);
  const third = await refresh(cookieOf(second));
  service.passSeconds(31);
  expect((await refresh(session.cookie)).body.code).toBe("session_ended");
  expect((await refresh(cookieOf(third))).body.code).toBe("session_ended");
  expect(await ask(third.body.accessToken)).toBe("session_ended");
});

it("ends the whole family when a token comes back that is no longer stored", async () => {
  const session = await someoneSignedIn();
  let cookie = session.cookie;
  for (let turn = 0; turn < 4; turn++) {
    cookie = cookieOf(await refresh(cookie));
    service.passSeconds(60);
  }
  expect((await refresh(session.cookie)).body.code).toBe("session_ended");
  expect((await refresh(cookie)).body.code).toBe("session_ended");
});

it("ends the family when a thief and the agent both go on from one token", async () => {
  const session = await someoneSignedIn();
  const thief = await refresh(session.cookie);
  const agent = await refresh(session.cookie);
  expect((await refresh(cookieOf(thief))).status).toBe(200);
  service.passSeconds(31);
  expect((await refresh(cookieOf(agent))).body.code).toBe("session_ended");
});

it("lets two frames of one browser race each other", async () => {
  const session = await someoneSignedIn();
  const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(session.cookie)));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  const kept = cookieOf(answers[3] as Refreshed);
  service.passSeconds(600);
  expect((await refresh(kept)).status).toBe(200);
});

it("does not lose the session to an answer that overtakes a newer one", async () => {
  const session = await someoneSignedIn();
  const first = await refresh(session.cookie);
  await refresh(cookieOf(first));
  const late = await refresh(session.cookie);
  expect(late.status).toBe(200);
  service.passSeconds(600);
  expect((await refresh(cookieOf(late))).status).toBe(200);
});

it("knows that a successor was used, however that raced a repetition of the token before", async () => {
  for (let round = 0; round < 5; round++) {
    const session = await someoneSignedIn();
    const successor = cookieOf(await refresh(session.cookie));
    await Promise.all([successor, ...Array(8).fill(session.cookie)].map(refresh));
    service.passSeconds(31);
    expect((await refresh(session.cookie)).body.code).toBe("session_ended");
  }
});

describe("where the browser refuses our cookie,", () => {
  const handOver = (token: string) =>
    service.call<{ refreshToken: string } & Problem>("POST", "/api/v1/session/handover", { headers: bearer(token) });

  it("20 conversation switches need one sign-in", async () => {
    const session = await someoneSignedIn();
    let { refreshToken } = (await handOver(session.accessToken)).body;
    for (let turn = 0; turn < 20; turn++) {
      const answer = await refreshByBody(refreshToken);
      expect(answer.status).toBe(200);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(await ask(answer.body.accessToken)).toBe("welcome");
      refreshToken = answer.body.refreshToken ?? "";
      service.passSeconds(90);
    }
  });

  it("the token that the cookie would have held is ended", async () => {
    const session = await someoneSignedIn();
    const handed = await handOver(session.accessToken);
    expect(handed.headers.getSetCookie()[0]).toContain("Max-Age=0");
    expect((await refresh(session.cookie)).body.code).toBe("session_ended");
    expect((await refreshByBody(handed.body.refreshToken)).status).toBe(200);
  });

  it("a lost answer is asked for again, but not after the first refresh", async () => {
    const session = await someoneSignedIn();
    await handOver(session.accessToken);
    const { refreshToken } = (await handOver(session.accessToken)).body;
    expect((await refreshByBody(refreshToken)).status).toBe(200);
    expect((await handOver(session.accessToken)).body.code).toBe("forbidden");
  });

  it("the panel can find it out", async () => {
    const { cookie } = await someoneSignedIn();
    const path = `/api/v1/session/cookie?tenantKey=${tenant.key}`;
    expect((await service.call("GET", path)).body).toEqual({ present: false });
    expect((await service.call("GET", path, { headers: { cookie } })).body).toEqual({ present: true });
  });
});

describe("ends", () => {
  it("after 7 idle days", async () => {
    const session = await someoneSignedIn();
    service.passSeconds(days(7) - 1);
    const renewed = await refresh(session.cookie);
    expect(renewed.status).toBe(200);
    service.passSeconds(days(7));
    expect((await refresh(cookieOf(renewed))).body.code).toBe("session_ended");
  });

  it("after one idle day of an administrator", async () => {
    const session = await someoneSignedIn("administrator");
    service.passSeconds(days(1));
    expect((await refresh(session.cookie)).body.code).toBe("session_ended");
  });

  it("at an administrator's limit when an agent becomes one", async () => {
    const member = aMember(service, tenant);
    let { cookie } = await signIn(service, tenant, member);
    for (let day = 1; day <= 8; day++) {
      service.passSeconds(days(1));
      cookie = cookieOf(await refresh(cookie));
    }
    member.account.role = "administrator";
    service.passSeconds(61);
    expect((await refresh(cookie)).body.code).toBe("session_ended");
  });

  it("when the agent leaves, although Chatwoot is down", async () => {
    const session = await someoneSignedIn();
    service.chatwoot.down = true;
    const left = await service.call("DELETE", "/api/v1/session", { headers: bearer(session.accessToken) });
    service.chatwoot.down = false;
    expect(left.status).toBe(204);
    expect(left.headers.getSetCookie()[0]).toContain("Max-Age=0");
    expect(await ask(session.accessToken)).toBe("session_ended");
    expect((await refresh(session.cookie)).body.code).toBe("session_ended");
  });

  it("and leaves no rows behind", async () => {
    const { cookie } = await someoneSignedIn();
    service.passSeconds(days(31));
    await removeExpiredSessions(service.ctx);
    for (const table of ["sign_in_codes", "sessions", "access_tokens", "refresh_tokens"]) {
      expect([table, await service.ctx.db(table).select()]).toEqual([table, []]);
    }
    expect((await refresh(cookie)).body.code).toBe("session_ended");
  });
});

describe("a request with our cookie is refused", () => {
  const attempt = (headers: Record<string, string>) =>
    service.call<Problem>("POST", "/api/v1/session/refresh", { body: { tenantKey: tenant.key }, headers });

  it.each([
    ["from another origin", { origin: "https://evil.test" }, "forbidden"],
    ["from an opaque origin", { origin: "null" }, "forbidden"],
    ["across sites", { "sec-fetch-site": "cross-site" }, "forbidden"],
    ["as a form would send it", { "content-type": "text/plain" }, "malformed_body"],
    [
      "from our own page, but without a cookie",
      { origin: publicUrl, "sec-fetch-site": "same-origin" },
      "not_signed_in",
    ],
  ])("%s", async (_name, headers, code) => {
    expect((await attempt(headers)).body.code).toBe(code);
  });
});
