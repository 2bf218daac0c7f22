import { LogOut } from "lucide";
import { useLanguage } from "../language/language.ts";
import { Icon } from "../ui/icon.tsx";
import type { Freshness } from "./freshness.ts";
import type { PanelStore } from "./panel-store.ts";

/** The last line: how fresh the data is, and who is signed in. */
export function StatusBar({ store }: { store: Pick<PanelStore, "freshness" | "session"> }) {
  const { t } = useLanguage();
  const session = store.session.state.value;
  const freshness = store.freshness.value;
  if (session.kind !== "signedIn") return null;
  return (
    <footer class="status-bar">
      <p role="status" class="freshness">
        {freshness && <FreshnessLine freshness={freshness} />}
      </p>
      <p class="agent">
        <span class="agent-name" title={t("session.signedInAs", { name: session.agent.name })}>
          {session.agent.name}
        </span>
        <button
          type="button"
          class="icon-button"
          aria-label={t("session.signOut")}
          title={t("session.signOut")}
          onClick={store.session.leave}
        >
          <Icon node={LogOut} size={14} />
        </button>
      </p>
    </footer>
  );
}

function FreshnessLine({ freshness }: { freshness: Freshness }) {
  const { t, time } = useLanguage();
  const text =
    freshness.kind === "stale"
      ? t("freshness.stale", { time: time(freshness.since) })
      : t(`freshness.${freshness.kind}`);
  return (
    <>
      <span class={`dot ${freshness.kind}`} aria-hidden="true" />
      {text}
    </>
  );
}
