import { defineConfig } from "vite";

/** The sandbox serves the built page under every deep link, so its files are addressed from the root. */
export default defineConfig({
  root: "page",
  base: "/",
  build: {
    outDir: "../dist/page",
    emptyOutDir: true,
    target: "es2023",
    // The colours are written with light-dark(), which older targets would have rewritten into twice the code.
    cssTarget: ["chrome123", "firefox121", "safari17.5"],
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
