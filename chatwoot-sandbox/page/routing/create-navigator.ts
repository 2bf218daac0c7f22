import { signal } from "@preact/signals";
import { parseRoute, type Route } from "./route.ts";

/** The address bar as a signal; the browser's own back and forward buttons move it too. */
export function createNavigator(view: Window) {
  const route = signal<Route>(parseRoute(view.location.pathname));
  const read = () => {
    route.value = parseRoute(view.location.pathname);
  };
  view.addEventListener("popstate", read);

  return {
    route,
    go(path: string, options: { replace?: boolean } = {}) {
      if (path === view.location.pathname) return;
      if (options.replace) view.history.replaceState(null, "", path);
      else view.history.pushState(null, "", path);
      read();
    },
  };
}

export type Navigator = ReturnType<typeof createNavigator>;
