import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import express, { type Router } from "express";

const PAGE = fileURLToPath(new URL("../../dist/page/", import.meta.url));

const HINT = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Chatwoot sandbox</title></head>
<body><h1>Chatwoot sandbox</h1><p>The API runs. The page is not built yet: run <code>npm run build</code>.</p></body></html>`;

/** The page under `/` and every deep link below `/app`. */
export function pageRouter(): Router {
  const router = express.Router();
  router.use(express.static(PAGE, { index: false }));
  router.get(["/", "/app", "/app/*path"], (_request, response) => {
    if (existsSync(`${PAGE}index.html`)) response.sendFile("index.html", { root: PAGE });
    else response.type("html").send(HINT);
  });
  return router;
}
