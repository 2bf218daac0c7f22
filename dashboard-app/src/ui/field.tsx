import type { ComponentChildren } from "preact";
import { useLanguage } from "../language/language.ts";

interface Props {
  label: string;
  /** Shows that a live update has just changed it. */
  changed?: boolean;
  children: ComponentChildren;
}

/** One labelled row of a `<dl class="rows">`. */
export function Field({ label, changed = false, children }: Props) {
  return (
    <div class={changed ? "row changed" : "row"}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What stands where a value is missing. */
export function Missing({ kind }: { kind: "none" | "unknown" }) {
  const { t } = useLanguage();
  return <span class="missing">{t(`value.${kind}`)}</span>;
}
