import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../harness/launch-browser.ts";
import { newResources } from "../harness/resources.ts";
import { type Desk, sitDown } from "../harness/sit-down.ts";
import { type Product, startProduct } from "../harness/start-product.ts";

// Chatwoot's context is unsigned and anybody can send one (CONTRACT 2.4): it may say where to look, never who is asking.

const resources = newResources();
let product: Product;
let browser: Browser;
let foreignSite: Server;
let foreign: string;
let panelUrl: string;

beforeAll(async () => {
  browser = await launchBrowser();
  product = await startProduct(resources);
  panelUrl = product.connected.tenant.addresses.panel;
  foreignSite = createServer((_request, response) => {
    response.setHeader("content-type", "text/html").end("<!doctype html><title>A foreign page</title>");
  }).listen(0, "127.0.0.1");
  await once(foreignSite, "listening");
  const address = foreignSite.address();
  // The sandbox's own host: a page on another port of Chatwoot's machine is as foreign as any.
  foreign = `http://localhost:${typeof address === "object" ? address?.port : ""}/`;
});

afterAll(async () => {
  await browser.close();
  foreignSite.close();
  await resources.release();
});

const forged = (contactId: number, conversationId: number) =>
  JSON.stringify({
    event: "appContext",
    data: {
      conversation: { id: conversationId, account_id: 1, meta: { sender: { id: contactId } } },
      contact: { id: contactId },
      currentAgent: { id: 1, name: "Grace Okafor", email: "grace@harbour.example" },
    },
  });
const amelia = forged(3, 18);

/** What a page asks the service's API, beyond whether there is a session. */
function watchPersonalRequests(page: Page): string[] {
  const seen: string[] = [];
  page.on("request", (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === product.installation.url && /^\/api\/v1\/(?!session)/.test(pathname)) seen.push(pathname);
  });
  return seen;
}

let desk: Desk;

beforeEach(async () => {
  await desk?.leave();
});

/** An agent who is signed in, in the same browser that a foreign page then uses. */
async function signedIn(agent: "grace" | "alan" = "grace"): Promise<void> {
  desk = await sitDown(browser, product, agent);
  await desk.goTo(18);
  await desk.openPanel();
  await desk.signIn();
  await desk.panel.getByRole("heading", { name: "Amelia Hart" }).waitFor();
}

async function openForeignPage(): Promise<Page> {
  const page = await desk.page.context().newPage();
  await page.goto(foreign);
  return page;
}

it("stays empty in a foreign page's frame, whoever is signed in", async () => {
  await signedIn();
  const page = await openForeignPage();
  const personal = watchPersonalRequests(page);
  const refused = page.waitForEvent("console", (message) => message.text().includes("frame-ancestors"));
  await page.evaluate((src) => {
    const frame = document.createElement("iframe");
    frame.src = src;
    document.body.append(frame);
  }, panelUrl);
  await refused;
  await page.evaluate((context) => frames[0]?.postMessage(context, "*"), amelia);
  const frame = await (await page.waitForSelector("iframe")).contentFrame();
  await frame?.waitForURL(/^chrome-error:/);
  expect(await frame?.evaluate(() => document.querySelector("#root"))).toBeNull();
  expect(personal).toEqual([]);
});

it("hears nothing from a foreign page that opened it in a window", async () => {
  await signedIn();
  const page = await openForeignPage();
  const opening = page.waitForEvent("popup");
  await page.evaluate((url) => {
    Object.assign(globalThis, { opened: window.open(url) });
  }, panelUrl);
  const opened = await opening;
  const personal = watchPersonalRequests(opened);
  await opened.getByRole("heading", { name: "Sign in to see this contact" }).waitFor();
  await page.evaluate(
    (context) => (globalThis as unknown as { opened: Window }).opened.postMessage(context, "*"),
    amelia,
  );
  await opened.evaluate((context) => window.postMessage(context, "*"), amelia);
  expect(await opened.getByRole("heading").allTextContents()).toEqual(["Sign in to see this contact"]);
  expect(personal).toEqual([]);
});

it("hears nothing from a foreign frame beside it", async () => {
  await signedIn();
  const personal = watchPersonalRequests(desk.page);
  await desk.page.evaluate((src) => {
    const frame = document.createElement("iframe");
    frame.id = "foreign";
    frame.src = src;
    document.body.append(frame);
  }, foreign);
  const frame = await (await desk.page.waitForSelector("#foreign")).contentFrame();
  await frame?.waitForURL(foreign);
  await frame?.evaluate(
    (context) => {
      for (let at = 0; at < parent.frames.length; at++) parent.frames[at]?.postMessage(context, "*");
    },
    forged(13, 15),
  );
  // Once this answer is there, the forged message before it has been through.
  await desk.panel.locator("body").evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener("message", resolve, { once: true });
        parent.postMessage("chatwoot-dashboard-app:fetch-info", "*");
      }),
  );
  expect(await desk.panel.getByRole("heading", { level: 1 }).textContent()).toBe("Amelia Hart");
  expect(personal.filter((path) => path.endsWith("/by-chatwoot/13"))).toEqual([]);
});

it("shows of a contact that the right page names falsely only what the agent may see", async () => {
  await signedIn("alan");
  await desk.page.evaluate(
    (context) => {
      const frame = document.querySelector<HTMLIFrameElement>(".app-panel iframe");
      frame?.contentWindow?.postMessage(context, "*");
    },
    // Priya writes through Telegram only, where Alan is no member.
    forged(15, 17),
  );
  await desk.panel.getByRole("heading", { name: "Priya Raman" }).waitFor();
  await desk.panel.getByRole("tab", { name: "Conversations" }).click();
  await desk.panel.getByText("No conversations that you may see").waitFor();
  expect(await desk.panel.locator(".conversation").count()).toBe(0);
  expect(await desk.panel.locator("body").textContent()).not.toContain("650");
});

it("shows markup of a customer as text", async () => {
  const markup = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>`;
  const person = { name: `Bo <b onclick="x">Bold</b>`, phone_number: "+447700900900" };
  const message = { accountId: 1, inboxId: 1, contact: person, content: markup };
  const { conversationId } = (await product.sandbox.call("POST", "/sandbox/incoming", message)) as {
    conversationId: number;
  };
  await signedIn();
  await desk.goTo(conversationId);
  await desk.openPanel();
  await desk.panel.getByRole("heading", { name: person.name }).waitFor();
  await desk.panel.getByRole("tab", { name: "Conversations" }).click();
  await desk.panel.getByText(markup).waitFor();
  expect(await desk.panel.locator("img, b, script:not([src]):not([type])").count()).toBe(0);
  expect(await desk.panel.locator("body").evaluate(() => "hacked" in window)).toBe(false);
});
