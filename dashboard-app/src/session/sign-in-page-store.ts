import { type ReadonlySignal, signal } from "@preact/signals";
import type { SignInBoot } from "@proppilot/shared-types";
import { toApiError } from "../api/problem.ts";
import type { Send } from "../api/send.ts";
import { requestSignInCode } from "../api/session.ts";
import type { HandOver } from "./hand-over-code.ts";

export type SignInPageState =
  | {
      kind: "asking" /** Why the last attempt failed, in the service's words if it gave any. */;
      problem: string | null;
    }
  | { kind: "checking" }
  | { kind: "done" }
  | { kind: "lost" }
  | { kind: "by_hand"; code: string };

export interface SignInPageStore {
  state: ReadonlySignal<SignInPageState>;
  submit(chatwootToken: string): Promise<void>;
}

interface Deps {
  boot: SignInBoot;
  send: Send;
  handOver(code: string): HandOver;
  close(): void;
  unreachableText: string;
}

/** The sign-in page: takes a Chatwoot access token, brings back a code, closes itself. */
export function createSignInPageStore({ boot, send, handOver, close, unreachableText }: Deps): SignInPageStore {
  const state = signal<SignInPageState>({ kind: "asking", problem: null });
  const { tenantKey, challenge } = boot;
  return {
    state,
    async submit(chatwootToken) {
      state.value = { kind: "checking" };
      try {
        const { code } = await requestSignInCode(send, { tenantKey, chatwootToken: chatwootToken.trim(), challenge });
        const outcome = handOver(code);
        state.value = outcome === "by_hand" ? { kind: outcome, code } : { kind: outcome };
        if (outcome === "done") close();
      } catch (error) {
        state.value = { kind: "asking", problem: toApiError(error).detail ?? unreachableText };
      }
    },
  };
}
