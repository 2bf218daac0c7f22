import { defineConfig } from "vite";

/** The gallery: every state of the real components, for design and for tests. Never part of the product. */
export default defineConfig({
  root: "gallery",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: { port: 3300 },
  build: { outDir: "dist", emptyOutDir: true },
});
