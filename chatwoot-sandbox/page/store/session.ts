import { computed, signal } from "@preact/signals";
import type { Sandbox, SandboxState, SandboxUser } from "../rest/sandbox.ts";
import type { Navigator } from "../routing/create-navigator.ts";
import { dashboardPath } from "../routing/route.ts";

const remembered = "sandbox-user";

/**
 * Who to be: the address decides the account, and a user of that account is found for it, the one chosen last if
 * possible. Without an account in the address the user's first account is taken.
 */
export function chooseIdentity(
  users: readonly SandboxUser[],
  accountId: number | null,
  userId: number | null,
): { user: SandboxUser; accountId: number } | null {
  const chosen = users.find((user) => user.id === userId);
  const isMember = (user: SandboxUser) => user.accounts.some((account) => account.id === accountId);
  const user = accountId === null ? (chosen ?? users[0]) : chosen && isMember(chosen) ? chosen : users.find(isMember);
  const account = accountId ?? user?.accounts[0]?.id;
  return user === undefined || account === undefined ? null : { user, accountId: account };
}

/** The sandbox's accounts and users, and which of them is looking at the page. */
export function createSession(sandbox: Sandbox, navigator: Navigator, storage: Storage) {
  const state = signal<SandboxState | null>(null);
  const userId = signal(Number(storage.getItem(remembered)) || null);
  const identity = computed(() =>
    state.value === null ? null : chooseIdentity(state.value.users, navigator.route.value.accountId, userId.value),
  );

  return {
    state,
    identity,
    async load() {
      state.value = await sandbox.state();
    },
    /** Becomes another user; the address stays where it is unless that user is wanted in another account. */
    become(user: SandboxUser, accountId: number) {
      storage.setItem(remembered, String(user.id));
      userId.value = user.id;
      if (navigator.route.value.accountId !== accountId) navigator.go(dashboardPath(accountId));
    },
    setVersion(version: string) {
      if (state.value !== null) state.value = { ...state.value, version };
    },
  };
}

export type Session = ReturnType<typeof createSession>;
