import { type ReadonlySignal, signal } from "@preact/signals";
import type { Agent, Session } from "@proppilot/shared-types";
import type { Bearers } from "../api/authorized.ts";
import { ApiError, toApiError } from "../api/problem.ts";
import type { SessionApi } from "../api/session.ts";
import type { Clock } from "../page/clock.ts";
import type { Memory } from "../page/storage.ts";
import { memoryKeys } from "./memory-keys.ts";
import { singleFlight } from "./single-flight.ts";

export type SessionState =
  | { kind: "starting" }
  | { kind: "signedIn"; agent: Agent }
  | { kind: "signedOut"; why: "never" | "ended" | "left" }
  | { kind: "unreachable" };

export interface SessionStore extends Bearers {
  state: ReadonlySignal<SessionState>;
  /** Goes on with the session that the browser remembers, if any. Never throws. */
  resume(): Promise<void>;
  /** Turns a sign-in code into a session. */
  redeem(code: string, verifier: string): Promise<void>;
  /** Told that the session may be over: finds out. Never throws. */
  doubt(): Promise<void>;
  leave(): Promise<void>;
}

interface Deps {
  api: SessionApi;
  clock: Clock;
  memory: Memory;
  tenantKey: string;
  /** Runs `work` while no other panel of this browser refreshes: each refresh replaces the token of the one before. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

const renewBefore = 60_000;
const isOver = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === "session_ended" || error.code === "not_signed_in");

/** The agent's session: access token in memory, refresh token in our cookie or, where that is refused, in `memory`. */
export function createSessionStore({ api, clock, memory, tenantKey, exclusively }: Deps): SessionStore {
  const state = signal<SessionState>({ kind: "starting" });
  const refreshKey = memoryKeys.refreshToken(tenantKey);
  let session: Session | null = null;

  function accept(next: Session): void {
    // First the next refresh token: the frame may be destroyed at any moment, and the old token is spent.
    if (next.refreshToken) memory.write(refreshKey, next.refreshToken);
    session = next;
    if (state.value.kind !== "signedIn" || state.value.agent.id !== next.agent.id) {
      state.value = { kind: "signedIn", agent: next.agent };
    }
  }

  function drop(why: "never" | "ended" | "left"): void {
    session = null;
    memory.forget(refreshKey);
    state.value = { kind: "signedOut", why };
  }

  const refresh = singleFlight(() =>
    exclusively(async () => {
      const refreshToken = memory.read(refreshKey);
      try {
        const next = await api.refresh(refreshToken ? { tenantKey, refreshToken } : { tenantKey });
        accept(next);
        return next.accessToken;
      } catch (error) {
        if (isOver(error)) drop(state.value.kind === "signedIn" ? "ended" : "never");
        throw error;
      }
    }),
  );

  const freshEnough = (held: Session) => Date.parse(held.expiresAt) - clock.now() > renewBefore;

  return {
    state,
    async resume() {
      await refresh().catch((error) => {
        if (!isOver(error)) state.value = { kind: "unreachable" };
      });
    },
    async redeem(code, verifier) {
      const next = await api.redeem({ tenantKey, code, verifier });
      // Asked before the panel shows anything, so that a frame destroyed right after sign-in finds its way back.
      if (!(await api.keepsCookie(tenantKey).catch(() => false))) {
        next.refreshToken ??= await api.handOver(next.accessToken);
      }
      accept(next);
    },
    async current() {
      if (session && freshEnough(session)) return session.accessToken;
      return refresh();
    },
    async renew(spent) {
      // Another call may have renewed it meanwhile.
      return session && session.accessToken !== spent ? session.accessToken : refresh();
    },
    async doubt() {
      await refresh().catch(toApiError);
    },
    async leave() {
      const left = session;
      drop("left");
      if (left) await api.end(left.accessToken).catch(toApiError);
    },
  };
}
