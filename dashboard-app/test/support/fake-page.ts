import { type Signal, signal } from "@preact/signals";
import type { PageSignals } from "../../src/page/page-signals.ts";

export interface FakePage extends PageSignals {
  visible: Signal<boolean>;
  online: Signal<boolean>;
  message(message: { source: unknown; origin: string; data: unknown }): void;
  comeBack(): void;
}

/** A page whose events come from the test. */
export function fakePage(): FakePage {
  let receive: ((message: MessageEvent) => void) | null = null;
  let returned = (): void => {};
  return {
    visible: signal(true),
    online: signal(true),
    onMessage(next) {
      receive = next;
      return () => {
        receive = null;
      };
    },
    onReturn(act) {
      returned = act;
      return () => {
        returned = () => {};
      };
    },
    message: (message) => receive?.(Object.assign(new Event("message"), message) as unknown as MessageEvent),
    comeBack: () => returned(),
  };
}
