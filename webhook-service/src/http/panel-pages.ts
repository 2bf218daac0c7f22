import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PanelBoot, SignInBoot } from "@proppilot/shared-types";
import express, { type Request, type RequestHandler, type Response, Router } from "express";
import type { Context } from "../context.ts";
import { findTenant, type Tenant } from "../tenants/find-tenant.ts";
import { pageHeaders } from "./page-headers.ts";

const builtPages = fileURLToPath(new URL("../../../dashboard-app/dist", import.meta.url));

/** The dashboard app's pages and their scripts, to be mounted at the root. `folder` holds Vite's build. */
export function panelPages(ctx: Context, folder: string = builtPages): Router {
  const assets = express.static(join(folder, "assets"), { immutable: true, maxAge: "1y", index: false });
  return Router()
    .use("/assets", assets)
    .get(
      "/panel/:tenantKey",
      page(async (request) => {
        const tenant = await findTenant(ctx, String(request.params.tenantKey));
        if (!tenant) return null;
        const boot = panelBoot(tenant);
        return { file: join(folder, "panel.html"), boot, frameAncestors: boot.chatwootOrigin };
      }),
    )
    .get(
      "/sign-in",
      page(async (request) => {
        const { tenant: key, challenge } = request.query;
        if (typeof key !== "string" || typeof challenge !== "string" || !/^[\w-]{43}$/.test(challenge)) return null;
        const tenant = await findTenant(ctx, key);
        if (!tenant) return null;
        const boot: SignInBoot = { ...panelBoot(tenant), challenge };
        return { file: join(folder, "sign-in.html"), boot, frameAncestors: "'none'" };
      }),
    );
}

interface Page {
  file: string;
  boot: PanelBoot;
  frameAncestors: string;
}

function page(find: (request: Request) => Promise<Page | null>): RequestHandler {
  return async (request, response) => {
    const nonce = randomBytes(16).toString("base64url");
    const found = await find(request);
    if (!found) return sendMissing(request, response, nonce);
    const html = await readFile(found.file, "utf8");
    pageHeaders(request, response, { nonce, frameAncestors: found.frameAncestors });
    response.type("html").send(
      // Functions, because a replacement text would give `$&` in a value a meaning.
      html.replaceAll("__NONCE__", () => nonce).replace("<!--boot-->", () => bootElement(found.boot)),
    );
  };
}

function panelBoot({ key, chatwootUrl, accountId }: Tenant): PanelBoot {
  return { tenantKey: key, chatwootOrigin: new URL(chatwootUrl).origin, accountId };
}

/** Data, not script. An escaped `<` can end neither the element nor begin a comment. */
function bootElement(boot: PanelBoot): string {
  const json = JSON.stringify(boot).replaceAll("<", "\\u003c");
  return `<script type="application/json" id="proppilot">${json}</script>`;
}

/** May be framed by anybody, so that a wrong address shows in Chatwoot's tab, too: there is nothing to click. */
function sendMissing(request: Request, response: Response, nonce: string): void {
  pageHeaders(request, response, { nonce, frameAncestors: "*" });
  response.status(404).type("html").send(missingPage);
}

const missingPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>PropPilot</title>
  </head>
  <body>
    <h1>Open PropPilot from Chatwoot</h1>
    <p>There is nothing at this address by itself: open the PropPilot tab of a conversation in Chatwoot and go on from
      there. If that is where you came from, ask your administrator to connect PropPilot again.</p>
  </body>
</html>
`;
