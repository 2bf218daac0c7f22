import { computed, effect, signal } from "@preact/signals";
import type { Theme } from "../frames/build-context.ts";

export type Appearance = "system" | Theme;

const remembered = "sandbox-appearance";
const isAppearance = (value: string | null): value is Appearance =>
  value === "system" || value === "light" || value === "dark";

/** Light or dark, by choice or by the system; set on the root element as Chatwoot does it. */
export function createTheme(view: Window) {
  const stored = view.localStorage.getItem(remembered);
  const appearance = signal<Appearance>(isAppearance(stored) ? stored : "system");
  const darkSystem = view.matchMedia("(prefers-color-scheme: dark)");
  const systemTheme = signal<Theme>(darkSystem.matches ? "dark" : "light");
  darkSystem.addEventListener("change", () => {
    systemTheme.value = darkSystem.matches ? "dark" : "light";
  });
  const theme = computed<Theme>(() => (appearance.value === "system" ? systemTheme.value : appearance.value));
  effect(() => {
    view.document.documentElement.style.colorScheme = theme.value;
  });

  return {
    appearance,
    theme,
    choose(next: Appearance) {
      view.localStorage.setItem(remembered, next);
      appearance.value = next;
    },
  };
}

export type ThemeStore = ReturnType<typeof createTheme>;
