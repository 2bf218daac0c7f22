import { useLanguage } from "../language/language.ts";
import { SignInView } from "../session/sign-in-view.tsx";
import { Announcer } from "../ui/announcer.tsx";
import { ContactSkeleton } from "../ui/skeleton.tsx";
import { ContactView } from "./contact-view.tsx";
import type { PanelStore } from "./panel-store.ts";
import { StatusBar } from "./status-bar.tsx";
import { TroubleView } from "./trouble-view.tsx";

/** The whole panel. */
export function Panel({ store }: { store: PanelStore }) {
  return (
    <Announcer>
      <div class="panel">
        <main>
          <View store={store} />
        </main>
        <StatusBar store={store} />
      </div>
    </Announcer>
  );
}

function View({ store }: { store: PanelStore }) {
  const view = store.view.value;
  switch (view.kind) {
    case "loading":
      return <Loading />;
    case "waiting":
      return <Waiting />;
    case "signedOut":
      return <SignInView store={store} why={view.why} />;
    case "contact":
      return <ContactView key={view.contact.id} store={store} contact={view.contact} />;
    case "trouble":
      return <TroubleView trouble={view.trouble} retry={store.retry} />;
  }
}

function Loading() {
  const { t } = useLanguage();
  return (
    <div aria-busy="true">
      <h1 class="visually-hidden">{t("loading")}</h1>
      <ContactSkeleton />
    </div>
  );
}

/** The skeleton at first; words only for those who wait long enough to wonder. */
function Waiting() {
  const { t } = useLanguage();
  return (
    <div class="waiting">
      <ContactSkeleton />
      <div class="notice late">
        <h1 class="notice-title">{t("waiting.title")}</h1>
        <p class="hint">{t("waiting.hint")}</p>
      </div>
    </div>
  );
}
