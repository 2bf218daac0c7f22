/** The app in which the panel runs. */
export interface Host {
  kind: "frame" | "mobile-app";
  /** The only window whose context counts, and the origin it must have. */
  contextFrom: { source: unknown; origin: string };
  /** Asks for the context; the answer comes as a message. */
  askForContext(): void;
}

const question = "chatwoot-dashboard-app:fetch-info";

/** What Chatwoot's mobile app adds to the page (CONTRACT §2.5). */
export interface ReactNativeWebView {
  postMessage(text: string): void;
}

/**
 * Finds out who embeds us. The mobile app speaks from inside our own window, so own messages count there and nowhere
 * else. An ordinary top-level window is nobody's frame: its "parent" is itself and never has Chatwoot's origin.
 */
export function findHost(window: Window & { ReactNativeWebView?: ReactNativeWebView }, chatwootOrigin: string): Host {
  const app = window.ReactNativeWebView;
  if (app && window.parent === window) {
    return {
      kind: "mobile-app",
      contextFrom: { source: window, origin: window.location.origin },
      askForContext: () => app.postMessage(question),
    };
  }
  return {
    kind: "frame",
    contextFrom: { source: window.parent, origin: chatwootOrigin },
    askForContext: () => {
      if (window.parent !== window) window.parent.postMessage(question, chatwootOrigin);
    },
  };
}
