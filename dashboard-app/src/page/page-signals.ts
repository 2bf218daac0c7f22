import { type ReadonlySignal, signal } from "@preact/signals";

/** What the browser says about our page. */
export interface PageSignals {
  visible: ReadonlySignal<boolean>;
  online: ReadonlySignal<boolean>;
  onMessage(receive: (message: MessageEvent) => void): () => void;
  /** The agent came back: the window got the focus or the page became visible. */
  onReturn(act: () => void): () => void;
}

/** Wraps the window's events as signals. */
export function createPageSignals(window: Window): PageSignals {
  const { document, navigator } = window;
  const visible = signal(document.visibilityState === "visible");
  const online = signal(navigator.onLine);
  document.addEventListener("visibilitychange", () => {
    visible.value = document.visibilityState === "visible";
  });
  for (const name of ["online", "offline"]) {
    window.addEventListener(name, () => {
      online.value = name === "online";
    });
  }
  return {
    visible,
    online,
    onMessage(receive) {
      window.addEventListener("message", receive);
      return () => window.removeEventListener("message", receive);
    },
    onReturn(act) {
      window.addEventListener("focus", act);
      document.addEventListener("visibilitychange", act);
      return () => {
        window.removeEventListener("focus", act);
        document.removeEventListener("visibilitychange", act);
      };
    },
  };
}
