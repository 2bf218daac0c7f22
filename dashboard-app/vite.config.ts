import { defineConfig } from "vite";

/**
 * Two pages, one build. The service replaces `__NONCE__` and `<!--boot-->` in each answer; everything else is static.
 */
export default defineConfig({
  base: "/",
  html: { cspNonce: "__NONCE__" },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    manifest: true,
    // No data: urls: `font-src` and `script-src` allow files only. No preload polyfill: it would be an inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { panel: "panel.html", "sign-in": "sign-in.html" } },
  },
});
