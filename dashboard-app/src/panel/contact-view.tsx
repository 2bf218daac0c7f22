import type { Contact } from "@proppilot/shared-types";
import { MessagesSquare, UserX } from "lucide";
import { useEffect } from "preact/hooks";
import { DetailsTab } from "../contact/details-tab.tsx";
import { Person } from "../contact/person.tsx";
import { StagePath } from "../contact/stage-path.tsx";
import { Tags } from "../contact/tags.tsx";
import { useLanguage } from "../language/language.ts";
import { useAnnounce } from "../ui/announcer.tsx";
import { Icon } from "../ui/icon.tsx";
import { lazy } from "../ui/lazy.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { describeChanges } from "./describe-changes.ts";
import { measureFirstData } from "./measure-first-data.ts";
import type { PanelStore } from "./panel-store.ts";

const AttributesTab = lazy(async () => (await import("../attributes/attributes-tab.tsx")).AttributesTab);
const ConversationsTab = lazy(async () => (await import("../conversations/conversations-tab.tsx")).ConversationsTab);

/** A contact, with everything that is known about them. */
export function ContactView({ store, contact }: { store: PanelStore; contact: Contact }) {
  const language = useLanguage();
  const { t } = language;
  const announce = useAnnounce();
  const changed = store.contact.changed.value;

  useEffect(measureFirstData, []);
  useEffect(() => {
    if (changed.size > 0) announce(t("freshness.changed", { fields: describeChanges(changed, contact, language) }));
  }, [changed]);

  function viewConversations(): void {
    store.chooseTab("conversations");
    document.getElementById("tab-conversations")?.focus();
  }

  return (
    <div class="layout">
      <header class="side">
        {contact.freshness.gone && (
          <p class="gone">
            <Icon node={UserX} />
            {t("gone.notice")}
          </p>
        )}
        <Person contact={contact} changed={changed} />
        <Tags contact={contact} changed={changed.has("tags")} />
        <StagePath contact={contact} changed={changed.has("stage")} />
        <button type="button" class="button outline" onClick={viewConversations}>
          <Icon node={MessagesSquare} />
          {t("details.viewConversations")}
        </button>
      </header>
      <Tabs
        label={t("tabs.label")}
        tabs={(["details", "attributes", "conversations"] as const).map((id) => ({ id, label: t(`tabs.${id}`) }))}
        selected={store.tab.value}
        onSelect={store.chooseTab}
      >
        {store.tab.value === "details" && <DetailsTab contact={contact} changed={changed} />}
        {store.tab.value === "attributes" && <AttributesTab contact={contact} changed={changed} />}
        {store.tab.value === "conversations" && <ConversationsTab store={store} />}
      </Tabs>
    </div>
  );
}
