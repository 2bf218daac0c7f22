import { effect, type ReadonlySignal } from "@preact/signals";
import type { AppContextHint } from "@proppilot/shared-types";

/** Follows the theme that Chatwoot names; newer versions only, so without one the system's preference counts. */
export function applyTheme(root: HTMLElement, context: ReadonlySignal<AppContextHint | null>): () => void {
  return effect(() => {
    const theme = context.value?.theme;
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
  });
}
