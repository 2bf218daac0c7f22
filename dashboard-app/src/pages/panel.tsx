import "../styles/index.css";
import type { PanelBoot } from "@proppilot/shared-types";
import { render } from "preact";
import { createSend } from "../api/send.ts";
import { findHost } from "../host/host.ts";
import { createEnglish, LanguageContext } from "../language/language.ts";
import { readBoot } from "../page/boot.ts";
import { systemClock } from "../page/clock.ts";
import { createPageSignals } from "../page/page-signals.ts";
import { createMemory } from "../page/storage.ts";
import { applyTheme } from "../panel/apply-theme.ts";
import { Panel } from "../panel/panel.tsx";
import { createPanelStore } from "../panel/panel-store.ts";
import { createPkce } from "../session/pkce.ts";

const boot = readBoot<PanelBoot>(document);
const store = createPanelStore({
  boot,
  send: createSend(window.fetch.bind(window)),
  host: findHost(window, boot.chatwootOrigin),
  clock: systemClock,
  page: createPageSignals(window),
  memory: createMemory(() => window.sessionStorage),
  ownOrigin: window.location.origin,
  exclusively: (work) => runExclusively(`proppilot:refresh:${boot.tenantKey}`, work),
  makePkce: () => createPkce(window.crypto),
  openWindow: (address) => window.open(address, "proppilot-sign-in", "popup,width=480,height=560"),
  goTo: (address) => window.location.assign(address),
});

applyTheme(document.documentElement, store.host.context);
const root = document.getElementById("root");
if (root) {
  render(
    <LanguageContext.Provider value={createEnglish(navigator.languages, Date.now)}>
      <Panel store={store} />
    </LanguageContext.Provider>,
    root,
  );
}
store.start();

/** Several Chatwoot tabs share the refresh cookie. Insecure pages have no locks, and no such cookie either. */
function runExclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks: LockManager | undefined = navigator.locks;
  return locks ? locks.request(name, work) : work();
}
