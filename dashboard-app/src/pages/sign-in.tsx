import "../styles/index.css";
import type { SignInBoot } from "@proppilot/shared-types";
import { render } from "preact";
import { createSend } from "../api/send.ts";
import { findHost } from "../host/host.ts";
import { createEnglish, LanguageContext } from "../language/language.ts";
import { readBoot } from "../page/boot.ts";
import { createMemory } from "../page/storage.ts";
import { handOverCode } from "../session/hand-over-code.ts";
import { SignInPage } from "../session/sign-in-page.tsx";
import { createSignInPageStore } from "../session/sign-in-page-store.ts";

const boot = readBoot<SignInBoot>(document);
// Kept from the start: Chromium forgets the opener of a window whose opener is gone, and that is what we have to notice.
const opener: Window | null = window.opener;
const language = createEnglish(navigator.languages, Date.now);
const store = createSignInPageStore({
  boot,
  send: createSend(window.fetch.bind(window)),
  handOver: (code) =>
    handOverCode(code, boot.tenantKey, {
      opener,
      inMobileApp: findHost(window, boot.chatwootOrigin).kind === "mobile-app",
      ownOrigin: window.location.origin,
      memory: createMemory(() => window.sessionStorage),
      goTo: (address) => window.location.replace(address),
    }),
  close: () => window.close(),
  unreachableText: language.t("signInPage.unreachable"),
});

const root = document.getElementById("root");
if (root) {
  render(
    <LanguageContext.Provider value={language}>
      <SignInPage store={store} />
    </LanguageContext.Provider>,
    root,
  );
}
