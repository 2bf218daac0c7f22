import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Problem, Session } from "@proppilot/shared-types";
import { authenticate, type Caller } from "../../src/sign-in/authenticate.ts";
import { forSensitiveWrites, openDirectories } from "../../src/tenants/directory.ts";
import type { Tenant } from "../../src/tenants/find-tenant.ts";
import { until } from "../harness/until.ts";
import {
  type Answer,
  aMember,
  aTenant,
  bearer,
  type SignInService,
  signIn,
  startSignInService,
} from "./sign-in-service.ts";

let service: SignInService;
let tenant: Tenant;
beforeEach(async () => {
  service = await startSignInService();
  tenant = await aTenant(service, 1);
});
afterEach(() => service.close());

const ask = (token: string): Promise<Answer<Caller & Problem>> =>
  service.call("GET", "/api/v1/guarded", { headers: bearer(token) });
const minutes = (count: number) => count * 60;
const askedForAgents = () => service.chatwoot.calls.filter((path) => path.endsWith("/agents")).length;
const leave = (member: { id: number }) => {
  service.chatwoot.users = service.chatwoot.users.filter(({ id }) => id !== member.id);
};

/** A bearer that lasts through tests that pass more than ten minutes: renewed while Chatwoot could still be asked. */
async function keepBearer(session: { cookie: string }) {
  const answer = await service.call<Session>("POST", "/api/v1/session/refresh", {
    body: { tenantKey: tenant.key },
    headers: { cookie: session.cookie },
  });
  return answer.body.accessToken;
}

describe("within a minute", () => {
  it("somebody who was removed is shut out, on every device, and can't refresh", async () => {
    const member = aMember(service, tenant);
    const [one, other] = [await signIn(service, tenant, member), await signIn(service, tenant, member)];
    expect((await ask(one.accessToken)).status).toBe(200);
    leave(member);
    service.passSeconds(61);
    expect((await ask(one.accessToken)).body.code).toBe("session_ended");
    expect(await service.ctx.db("sessions").where({ agent_id: member.id })).toEqual([]);
    const refreshed = await service.call<Problem>("POST", "/api/v1/session/refresh", {
      body: { tenantKey: tenant.key },
      headers: { cookie: other.cookie },
    });
    expect(refreshed.body.code).toBe("session_ended");
  });

  it("a demoted administrator sees what an agent sees", async () => {
    const member = aMember(service, tenant, { role: "administrator", inboxes: [3] });
    const { accessToken } = await signIn(service, tenant, member);
    expect((await ask(accessToken)).body).toMatchObject({
      agent: { role: "administrator" },
      visibility: { all: true },
    });
    member.account.role = "agent";
    service.passSeconds(61);
    expect((await ask(accessToken)).body).toMatchObject({
      agent: { role: "agent" },
      visibility: { all: false, inboxIds: [3] },
    });
  });

  it("an agent loses an inbox", async () => {
    const member = aMember(service, tenant, { inboxes: [3, 4] });
    const { accessToken } = await signIn(service, tenant, member);
    expect((await ask(accessToken)).body.visibility).toEqual({ all: false, inboxIds: [3, 4] });
    service.chatwoot.inboxes[3] = [];
    service.passSeconds(61);
    expect((await ask(accessToken)).body.visibility).toEqual({ all: false, inboxIds: [4] });
  });

  it("another custom role needs another sign-in, which alone tells its permissions", async () => {
    const member = aMember(service, tenant, { customRole: 5, permissions: ["conversation_participating_manage"] });
    const { accessToken } = await signIn(service, tenant, member);
    expect((await ask(accessToken)).body.visibility).toMatchObject({ onlyAssignedTo: { agentId: member.id } });
    Object.assign(member.account, { customRole: 6 });
    service.passSeconds(61);
    expect((await ask(accessToken)).body.code).toBe("session_ended");
  });
});

it("shuts nobody out who was added after the list was read", async () => {
  await ask((await signIn(service, tenant, aMember(service, tenant))).accessToken);
  const { accessToken } = await signIn(service, tenant, aMember(service, tenant));
  expect((await ask(accessToken)).status).toBe(200);
});

describe("while Chatwoot is down,", () => {
  it("reads go on for 15 minutes, then stop, then go on when it is back", async () => {
    const session = await signIn(service, tenant, aMember(service, tenant));
    await ask(session.accessToken);
    service.chatwoot.down = true;
    service.passSeconds(minutes(8));
    const bearerInHand = await keepBearer(session);
    service.passSeconds(minutes(6));
    expect((await ask(bearerInHand)).status).toBe(200);
    service.passSeconds(minutes(2));
    expect(await ask(bearerInHand)).toMatchObject({ status: 503, body: { code: "chatwoot_unreachable" } });
    service.chatwoot.down = false;
    service.passSeconds(6);
    expect((await ask(bearerInHand)).status).toBe(200);
  });

  it("sensitive writes are refused after 5 seconds", async () => {
    const session = await signIn(service, tenant, aMember(service, tenant));
    const write = () =>
      authenticate(service.ctx, service.authentication, `Bearer ${session.accessToken}`, forSensitiveWrites);
    await write();
    service.chatwoot.down = true;
    service.passSeconds(5);
    await write();
    service.passSeconds(1);
    await expect(write()).rejects.toMatchObject({ code: "chatwoot_unreachable" });
    expect((await ask(session.accessToken)).status).toBe(200);
  });

  it("it is not asked by every request", async () => {
    const session = await signIn(service, tenant, aMember(service, tenant));
    await ask(session.accessToken);
    service.chatwoot.down = true;
    service.passSeconds(61);
    const before = askedForAgents();
    for (let request = 0; request < 10; request++) expect((await ask(session.accessToken)).status).toBe(200);
    expect(askedForAgents() - before).toBe(1);
  });
});

describe("Chatwoot is asked", () => {
  it("once by 20 requests at once", async () => {
    const { accessToken } = await signIn(service, tenant, aMember(service, tenant));
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(accessToken)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(askedForAgents()).toBe(1);
  });

  it("once by three processes at once", async () => {
    const processes = [1, 2, 3].map(() => openDirectories(service.ctx));
    const directories = await Promise.all(processes.map((process) => process.of(tenant)));
    expect(new Set(directories.map(({ fetchedAt }) => fetchedAt.getTime())).size).toBe(1);
    expect(askedForAgents()).toBe(1);
  });

  it("behind the answer from 30 seconds of age on", async () => {
    const { accessToken } = await signIn(service, tenant, aMember(service, tenant));
    await ask(accessToken);
    service.passSeconds(30);
    await ask(accessToken);
    expect(askedForAgents()).toBe(1);
    service.passSeconds(1);
    await ask(accessToken);
    await until("a second look", () => askedForAgents() === 2);
  });

  it("by another process where the first died while asking", async () => {
    await service.ctx.db("directories").insert({
      tenant_id: tenant.id,
      leased_until: new Date(service.ctx.now().getTime() + 15_000),
    });
    const { accessToken } = await signIn(service, tenant, aMember(service, tenant));
    const waiting = ask(accessToken);
    service.passSeconds(16);
    expect((await waiting).status).toBe(200);
  });
});
