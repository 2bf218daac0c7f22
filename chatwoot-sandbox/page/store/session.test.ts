import { describe, expect, it } from "@jest/globals";
import type { SandboxUser } from "../rest/sandbox.ts";
import { chooseIdentity } from "./session.ts";

const user = (id: number, ...accounts: number[]): SandboxUser => ({
  id,
  name: `User ${id}`,
  email: `user${id}@example.com`,
  accounts: accounts.map((account) => ({ id: account, role: "agent" })),
  accessToken: `token-${id}`,
});
const users = [user(1, 1), user(2, 1), user(3, 2)];
const chosen = (accountId: number | null, userId: number | null) => {
  const identity = chooseIdentity(users, accountId, userId);
  return identity && [identity.user.id, identity.accountId];
};

describe("chooseIdentity", () => {
  it("is the first user in their first account when nothing is known", () => {
    expect(chosen(null, null)).toEqual([1, 1]);
  });

  it("keeps the user chosen last", () => {
    expect(chosen(null, 3)).toEqual([3, 2]);
    expect(chosen(1, 2)).toEqual([2, 1]);
  });

  it("follows the address into an account that the chosen user is not in", () => {
    expect(chosen(2, 1)).toEqual([3, 2]);
  });

  it("is nobody in an account that has no users", () => {
    expect(chosen(9, 1)).toBeNull();
  });
});
