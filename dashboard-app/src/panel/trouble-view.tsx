import { CircleAlert, CloudOff, type IconNode, SearchX, ShieldX, Unplug, UserX } from "lucide";
import { useLanguage } from "../language/language.ts";
import { Icon } from "../ui/icon.tsx";
import type { Trouble } from "./panel-view.ts";

const icons: Record<Trouble, IconNode> = {
  other_account: ShieldX,
  not_found: SearchX,
  gone: UserX,
  forbidden: ShieldX,
  chatwoot_unreachable: Unplug,
  service_unreachable: CloudOff,
  service_failed: CircleAlert,
};

/** Why there is nothing to show, and what can be done. */
export function TroubleView({ trouble, retry }: { trouble: Trouble; retry(): void }) {
  const { t } = useLanguage();
  return (
    <section class="notice" role="alert">
      <span class="notice-icon">
        <Icon node={icons[trouble]} size={20} />
      </span>
      <h1 class="notice-title">{t(`trouble.${trouble}.title`)}</h1>
      <p class="hint">{t(`trouble.${trouble}.hint`)}</p>
      {trouble !== "other_account" && (
        <button type="button" class="button outline" onClick={retry}>
          {t("trouble.retry")}
        </button>
      )}
    </section>
  );
}
