import { describe, expect, it } from "@jest/globals";
import type { Session } from "@proppilot/shared-types";
import { fakeClock } from "../../test/support/fake-clock.ts";
import { fakeMemory } from "../../test/support/fake-memory.ts";
import { aSession } from "../../test/support/samples.ts";
import { ApiError } from "../api/problem.ts";
import type { SessionApi } from "../api/session.ts";
import { memoryKeys } from "./memory-keys.ts";
import { createSessionStore } from "./session-store.ts";

const refreshKey = memoryKeys.refreshToken("t1");

function aSessionStore(service: Partial<SessionApi> = {}) {
  const clock = fakeClock();
  const memory = fakeMemory();
  const calls: string[] = [];
  let refreshes = 0;
  const api: SessionApi = {
    redeem: async () => aSession(),
    refresh: async () => aSession({ accessToken: `token-${++refreshes}` }),
    keepsCookie: async () => true,
    handOver: async () => "refresh-1",
    end: async () => {},
    ...service,
  };
  const noting = Object.fromEntries(
    Object.entries(api).map(([name, call]) => [
      name,
      (...given: never[]) => {
        calls.push(name);
        return (call as (...given: never[]) => unknown)(...given);
      },
    ]),
  ) as unknown as SessionApi;
  const store = createSessionStore({ api: noting, clock, memory, tenantKey: "t1", exclusively: (work) => work() });
  return { store, clock, memory, calls };
}

const refusing = (code: "not_signed_in" | "session_ended" | "unreachable") => async () => {
  throw new ApiError(code);
};

describe("the session", () => {
  it("goes on with what the browser remembers", async () => {
    const { store } = aSessionStore();
    await store.resume();
    expect(store.state.value).toEqual({ kind: "signedIn", agent: aSession().agent });
  });

  it("starts signed out where there is nothing to go on with", async () => {
    const { store } = aSessionStore({ refresh: refusing("not_signed_in") });
    await store.resume();
    expect(store.state.value).toEqual({ kind: "signedOut", why: "never" });
  });

  it("does not ask to sign in again merely because the service is out of reach", async () => {
    const { store, memory } = aSessionStore({ refresh: refusing("unreachable") });
    memory.write(refreshKey, "refresh-1");
    await store.resume();
    expect(store.state.value).toEqual({ kind: "unreachable" });
    expect(memory.read(refreshKey)).toBe("refresh-1");
  });

  it("uses a token until a minute before its end", async () => {
    const { store, clock, calls } = aSessionStore();
    await store.resume();
    await clock.pass(8 * 60_000);
    expect(await store.current()).toBe("token-1");
    await clock.pass(60_000);
    expect(await store.current()).toBe("token-2");
    expect(calls).toEqual(["refresh", "refresh"]);
  });

  it("refreshes once for everybody who needs it", async () => {
    const { store, calls } = aSessionStore();
    expect(await Promise.all([store.current(), store.current(), store.renew("old")])).toEqual(Array(3).fill("token-1"));
    expect(calls).toEqual(["refresh"]);
  });

  it("does not renew a token that another call has renewed already", async () => {
    const { store, calls } = aSessionStore();
    await store.resume();
    expect(await store.renew("token-0")).toBe("token-1");
    expect(calls).toEqual(["refresh"]);
  });

  it("ends when the service refuses to refresh it", async () => {
    let refuse = false;
    const { store, memory } = aSessionStore({
      refresh: () => (refuse ? refusing("session_ended")() : Promise.resolve(aSession({ refreshToken: "refresh-2" }))),
    });
    await store.resume();
    refuse = true;
    await store.doubt();
    expect(store.state.value).toEqual({ kind: "signedOut", why: "ended" });
    expect(memory.held.size).toBe(0);
  });

  it("keeps no refresh token where the cookie arrives", async () => {
    const { store, memory, calls } = aSessionStore();
    await store.redeem("code", "verifier");
    expect(calls).toEqual(["redeem", "keepsCookie"]);
    expect(memory.held.size).toBe(0);
  });

  it("has the refresh token handed over where the browser refuses the cookie", async () => {
    const { store, memory } = aSessionStore({ keepsCookie: async () => false });
    await store.redeem("code", "verifier");
    expect(memory.read(refreshKey)).toBe("refresh-1");
    expect(store.state.value.kind).toBe("signedIn");
  });

  it("survives twenty destroyed frames without the cookie", async () => {
    let valid = "refresh-0";
    const { store: first, memory } = aSessionStore({ keepsCookie: async () => false, handOver: async () => valid });
    await first.redeem("code", "verifier");
    const refresh = async ({ refreshToken }: { refreshToken?: string }): Promise<Session> => {
      if (refreshToken !== valid) throw new ApiError("session_ended");
      valid = `${valid}+`;
      return aSession({ refreshToken: valid });
    };
    for (let frame = 0; frame < 20; frame++) {
      const next = aSessionStore({ refresh });
      next.memory.write(refreshKey, memory.read(refreshKey) ?? "");
      await next.store.resume();
      expect(next.store.state.value.kind).toBe("signedIn");
      memory.write(refreshKey, next.memory.read(refreshKey) ?? "");
    }
  });

  it("remembers the next refresh token before anybody learns of the session", async () => {
    const { store, memory } = aSessionStore({ refresh: async () => aSession({ refreshToken: "refresh-2" }) });
    const heldAtSignIn: (string | null)[] = [];
    const stop = store.state.subscribe((state) => {
      if (state.kind === "signedIn") heldAtSignIn.push(memory.read(refreshKey));
    });
    await store.resume();
    stop();
    expect(heldAtSignIn).toEqual(["refresh-2"]);
  });

  it("forgets everything when the agent leaves, even if the service does not answer", async () => {
    const { store, memory } = aSessionStore({
      refresh: async () => aSession({ refreshToken: "refresh-2" }),
      end: refusing("unreachable"),
    });
    await store.resume();
    await store.leave();
    expect(store.state.value).toEqual({ kind: "signedOut", why: "left" });
    expect(memory.held.size).toBe(0);
  });
});
