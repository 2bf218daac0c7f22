import { type ReadonlySignal, signal } from "@preact/signals";
import type { AppContextHint } from "@proppilot/shared-types";
import type { Clock } from "../page/clock.ts";
import type { PageSignals } from "../page/page-signals.ts";
import { admit } from "./admit.ts";
import type { Host } from "./host.ts";

export interface HostStore {
  kind: Host["kind"];
  /** Where the agent is in Chatwoot, as far as Chatwoot has said so. */
  context: ReadonlySignal<AppContextHint | null>;
  /** From now on a sign-in code from this window is accepted. */
  expectCode(signInWindow: unknown, accept: (code: string) => void): void;
  start(): () => void;
}

interface Deps {
  host: Host;
  clock: Clock;
  page: PageSignals;
  ownOrigin: string;
}

const askEvery = { unknown: 2_000, known: 10_000 };

/**
 * The one door for window messages, and the one that keeps asking Chatwoot where the agent is: the frame may miss the
 * first message and is never told about changes (CONTRACT §2.4).
 */
export function createHostStore({ host, clock, page, ownOrigin }: Deps): HostStore {
  const context = signal<AppContextHint | null>(null);
  let signIn: { window: unknown; accept: (code: string) => void } | null = null;

  function receive(message: MessageEvent): void {
    const admitted = admit(message, {
      contextFrom: host.contextFrom,
      signInWindow: signIn?.window ?? null,
      ownOrigin,
    });
    if (admitted?.kind === "context") takeIn(admitted.hint);
    if (admitted?.kind === "code") {
      signIn?.accept(admitted.code);
      signIn = null;
    }
  }

  function takeIn(hint: AppContextHint): void {
    if (!context.value) performance.mark("proppilot:context");
    if (!sameHint(context.value, hint)) context.value = hint;
  }

  return {
    kind: host.kind,
    context,
    expectCode(window, accept) {
      signIn = { window, accept };
    },
    start() {
      let callOff = () => {};
      const ask = (): void => {
        callOff();
        if (!page.visible.value) return;
        host.askForContext();
        callOff = clock.after(context.value ? askEvery.known : askEvery.unknown, ask);
      };
      const stops = [page.onMessage(receive), page.onReturn(ask)];
      ask();
      return () => {
        callOff();
        for (const stop of stops) stop();
      };
    },
  };
}

function sameHint(a: AppContextHint | null, b: AppContextHint): boolean {
  return (
    a?.accountId === b.accountId &&
    a.conversationId === b.conversationId &&
    a.contactId === b.contactId &&
    a.theme === b.theme
  );
}
