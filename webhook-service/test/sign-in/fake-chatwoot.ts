import nock from "nock";

export interface FakeUser {
  id: number;
  name: string;
  token: string;
  confirmed?: boolean;
  accounts: {
    id: number;
    role: "administrator" | "agent";
    status?: string;
    customRole?: number;
    permissions?: string[];
  }[];
}

/** A Chatwoot at the border, answering what the recorded payloads and CONTRACT §3.10 say; tests change it as they go. */
export interface FakeChatwoot {
  origin: string;
  users: FakeUser[];
  /** Ids of the members of each inbox. */
  inboxes: Record<number, number[]>;
  down: boolean;
  calls: string[];
}

/** The token of the service itself. */
export const serviceToken = "service-token-of-an-administrator";

export function fakeChatwoot(host: string): FakeChatwoot {
  const chatwoot: FakeChatwoot = { origin: `http://${host}`, users: [], inboxes: {}, down: false, calls: [] };
  nock(chatwoot.origin)
    .persist()
    .get(/.*/)
    .reply(function (path) {
      chatwoot.calls.push(path);
      if (chatwoot.down) return [502, "<html>Bad gateway</html>", { "content-type": "text/html" }];
      return answer(chatwoot, path, String(this.req.headers["api-access-token"]));
    });
  return chatwoot;
}

function answer(chatwoot: FakeChatwoot, path: string, token: string): [number, unknown] {
  const user = chatwoot.users.find((one) => one.token === token);
  if (!user && token !== serviceToken) return [401, { error: "Invalid Access Token" }];
  if (path === "/api/v1/profile" && user) return [200, profile(user)];
  const [, account, rest] = /^\/api\/v1\/accounts\/(\d+)\/(.*)$/.exec(path) ?? [];
  const members = chatwoot.users.filter((one) => one.accounts.some(({ id }) => id === Number(account)));
  const views = members.map((one) => agentView(one, Number(account)));
  if (rest === "agents") return [200, views];
  if (rest === "inboxes") return [200, { payload: Object.keys(chatwoot.inboxes).map((id) => ({ id: Number(id) })) }];
  const inbox = /^inbox_members\/(\d+)$/.exec(rest ?? "")?.[1];
  if (inbox) {
    const ids = chatwoot.inboxes[Number(inbox)] ?? [];
    return [200, { payload: views.filter(({ id }) => ids.includes(id)) }];
  }
  return [404, { error: "Resource could not be found" }];
}

function profile(user: FakeUser) {
  return {
    id: user.id,
    name: user.name,
    available_name: user.name,
    email: `user${user.id}@example.com`,
    confirmed: user.confirmed ?? true,
    access_token: user.token,
    pubsub_token: "pubsub-secret",
    // Of the account used last: a trap, since rights must not come from here.
    role: "administrator",
    accounts: user.accounts.map(({ id, role, status = "active", customRole, permissions = [role] }) => ({
      id,
      name: `Account ${id}`,
      status,
      role,
      permissions,
      ...(customRole && { custom_role_id: customRole }),
    })),
  };
}

function agentView(user: FakeUser, accountId: number) {
  const entry = user.accounts.find(({ id }) => id === accountId);
  return {
    id: user.id,
    account_id: accountId,
    name: user.name,
    available_name: user.name,
    email: `user${user.id}@example.com`,
    confirmed: user.confirmed ?? true,
    role: entry?.role,
    custom_role_id: entry?.customRole ?? null,
  };
}
