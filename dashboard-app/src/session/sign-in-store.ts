import { type ReadonlySignal, signal } from "@preact/signals";
import { toApiError } from "../api/problem.ts";
import type { HostStore } from "../host/host-store.ts";
import type { Memory } from "../page/storage.ts";
import { memoryKeys } from "./memory-keys.ts";
import type { Pkce } from "./pkce.ts";
import type { SessionStore } from "./session-store.ts";

/** What the agent has to know about the sign-in under way. */
export type SignInNotice = "insecure" | "blocked" | "code_refused" | "unreachable";

export interface SignInStore {
  /** The sign-in page's address; `null` until the secret behind it is made. */
  address: ReadonlySignal<string | null>;
  notice: ReadonlySignal<SignInNotice | null>;
  redeeming: ReadonlySignal<boolean>;
  /** Makes the secret. Done ahead, since a window may only be opened within the click itself. */
  prepare(): Promise<void>;
  /** Opens the sign-in page; call it within the click. */
  start(): void;
  /** Takes a code, handed over or typed in. */
  redeem(code: string): Promise<void>;
  /** Mobile app: goes on where the sign-in page, shown in this same window, left off, if it did. */
  comeBack(): Promise<void>;
}

interface Deps {
  session: Pick<SessionStore, "redeem">;
  host: Pick<HostStore, "kind" | "expectCode">;
  memory: Memory;
  tenantKey: string;
  makePkce(): Promise<Pkce | null>;
  /** Opens a small window, or answers `null` where the browser does not let us. */
  openWindow(address: string): unknown;
  /** Leaves for another page of ours. */
  goTo(address: string): void;
}

/** Sign-in as seen from the panel (DESIGN §6). */
export function createSignInStore(deps: Deps): SignInStore {
  const { session, host, memory, tenantKey } = deps;
  const address = signal<string | null>(null);
  const notice = signal<SignInNotice | null>(null);
  const redeeming = signal(false);
  const verifierKey = memoryKeys.verifier(tenantKey);
  const codeKey = memoryKeys.code(tenantKey);
  let pkce: Pkce | null = null;

  async function prepare(): Promise<void> {
    if (pkce) return;
    pkce = await deps.makePkce();
    if (!pkce) notice.value = "insecure";
    else address.value = `/sign-in?${new URLSearchParams({ tenant: tenantKey, challenge: pkce.challenge })}`;
  }

  async function redeemWith(code: string, verifier: string): Promise<void> {
    redeeming.value = true;
    notice.value = null;
    try {
      await session.redeem(code.trim(), verifier);
      pkce = null;
      address.value = null;
    } catch (error) {
      notice.value = toApiError(error).code === "sign_in_code_invalid" ? "code_refused" : "unreachable";
    } finally {
      redeeming.value = false;
    }
  }

  async function redeem(code: string): Promise<void> {
    if (pkce) await redeemWith(code, pkce.verifier);
  }

  return {
    address,
    notice,
    redeeming,
    prepare,
    redeem,
    start() {
      if (!pkce || !address.value) return;
      if (host.kind === "mobile-app") {
        memory.write(verifierKey, pkce.verifier);
        deps.goTo(address.value);
        return;
      }
      const opened = deps.openWindow(address.value);
      notice.value = opened ? null : "blocked";
      if (opened) host.expectCode(opened, redeem);
    },
    async comeBack() {
      const verifier = memory.read(verifierKey);
      const code = memory.read(codeKey);
      memory.forget(verifierKey);
      memory.forget(codeKey);
      if (host.kind === "mobile-app" && verifier && code) await redeemWith(code, verifier);
    },
  };
}
