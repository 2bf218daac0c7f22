import { describe, expect, it } from "@jest/globals";
import { fakeMemory } from "../../test/support/fake-memory.ts";
import { ApiError } from "../api/problem.ts";
import type { Host } from "../host/host.ts";
import { memoryKeys } from "./memory-keys.ts";
import type { Pkce } from "./pkce.ts";
import { createSignInStore } from "./sign-in-store.ts";

interface Setting {
  kind?: Host["kind"];
  opens?: boolean;
  pkce?: Pkce | null;
  refuse?: ApiError;
}

function aSignIn({ kind = "frame", opens = true, pkce = { verifier: "v", challenge: "c" }, refuse }: Setting = {}) {
  const memory = fakeMemory();
  const redeemed: string[] = [];
  const visited: string[] = [];
  const popup = {};
  let handedOver: (code: string) => void = () => {};
  const store = createSignInStore({
    session: {
      async redeem(code, verifier) {
        if (refuse) throw refuse;
        redeemed.push(`${code}/${verifier}`);
      },
    },
    host: {
      kind,
      expectCode(window, accept) {
        if (window === popup) handedOver = accept;
      },
    },
    memory,
    tenantKey: "t1",
    makePkce: async () => pkce,
    openWindow: (address) => {
      visited.push(address);
      return opens ? popup : null;
    },
    goTo: (address) => visited.push(address),
  });
  return { store, memory, redeemed, visited, handOver: (code: string) => handedOver(code) };
}

describe("signing in from the panel", () => {
  it("opens our own page with the challenge and never the verifier", async () => {
    const { store, visited } = aSignIn();
    await store.prepare();
    store.start();
    expect(visited).toEqual(["/sign-in?tenant=t1&challenge=c"]);
  });

  it("redeems the code that the page hands over, with the verifier it kept", async () => {
    const { store, redeemed, handOver } = aSignIn();
    await store.prepare();
    store.start();
    handOver("abc");
    await Promise.resolve();
    expect(redeemed).toEqual(["abc/v"]);
  });

  it("redeems a code typed in by hand", async () => {
    const { store, redeemed } = aSignIn();
    await store.prepare();
    await store.redeem(" abc \n");
    expect(redeemed).toEqual(["abc/v"]);
  });

  it("says when the browser blocked the window", async () => {
    const { store } = aSignIn({ opens: false });
    await store.prepare();
    store.start();
    expect(store.notice.value).toBe("blocked");
    expect(store.address.value).not.toBeNull();
  });

  it("says when the page is no secure context", async () => {
    const { store } = aSignIn({ pkce: null });
    await store.prepare();
    expect(store.notice.value).toBe("insecure");
    expect(store.address.value).toBeNull();
  });

  it.each([
    ["a spent code", new ApiError("sign_in_code_invalid"), "code_refused"],
    ["no answer", new ApiError("unreachable"), "unreachable"],
  ])("says so after %s and lets the agent try again", async (_, refuse, notice) => {
    const { store } = aSignIn({ refuse });
    await store.prepare();
    await store.redeem("abc");
    expect(store.notice.value).toBe(notice);
    expect(store.redeeming.value).toBe(false);
    expect(store.address.value).not.toBeNull();
  });

  it("goes to the page in the same window inside the mobile app, and comes back", async () => {
    const { store, memory, visited, redeemed } = aSignIn({ kind: "mobile-app" });
    await store.prepare();
    store.start();
    expect(visited).toHaveLength(1);
    memory.write(memoryKeys.code("t1"), "abc");
    await store.comeBack();
    expect(redeemed).toEqual(["abc/v"]);
    expect(memory.held.size).toBe(0);
  });

  it("takes no code from the memory of an ordinary browser", async () => {
    const { store, memory, redeemed } = aSignIn();
    memory.write(memoryKeys.verifier("t1"), "v");
    memory.write(memoryKeys.code("t1"), "planted");
    await store.comeBack();
    expect(redeemed).toEqual([]);
  });
});
