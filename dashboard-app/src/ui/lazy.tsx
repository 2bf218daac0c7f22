import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useLanguage } from "../language/language.ts";
import { Notice } from "./notice.tsx";
import { RowsSkeleton } from "./skeleton.tsx";

/** A component whose code is fetched when it is first shown. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let Loaded: ComponentType<Props> | null = null;
  return function Lazy(props: Props) {
    const { t } = useLanguage();
    const [state, setState] = useState<"loading" | "loaded" | "failed">("loading");
    useEffect(() => {
      if (Loaded || state !== "loading") return;
      load().then(
        (component) => {
          Loaded = component;
          setState("loaded");
        },
        () => setState("failed"),
      );
    }, [state]);
    if (Loaded) return <Loaded {...props} />;
    if (state === "failed") {
      return <Notice title={t("tabs.failed")} action={{ label: t("trouble.retry"), act: () => setState("loading") }} />;
    }
    return <RowsSkeleton />;
  };
}
