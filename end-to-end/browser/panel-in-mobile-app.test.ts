import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "../harness/launch-browser.ts";
import { newResources } from "../harness/resources.ts";
import { type Product, startProduct } from "../harness/start-product.ts";

// Chatwoot's mobile app shows the panel in a web view of its own and speaks from inside our window (CONTRACT 2.5).

/** What the app posts: its own records, every key in snake_case. */
const context = JSON.stringify({
  event: "appContext",
  data: {
    conversation: { id: 18, account_id: 1, inbox_id: 1, meta: { sender: { id: 3, phone_number: "+447700900123" } } },
    contact: { id: 3, name: "Amelia Hart", phone_number: "+447700900123" },
    current_agent: { id: 1, name: "Grace Okafor", email: "grace@harbour.example" },
  },
});

const resources = newResources();
let product: Product;
let browser: Browser;
let phone: BrowserContext;

beforeAll(async () => {
  browser = await launchBrowser();
  product = await startProduct(resources);
  phone = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  phone.setDefaultTimeout(15_000);
});

afterAll(async () => {
  await browser.close();
  await resources.release();
});

/** A page of the app's web view: it answers the panel's question in the same window. */
async function openWebView(): Promise<Page> {
  const page = await phone.newPage();
  await page.addInitScript((answer) => {
    const postMessage = (question: string) => {
      if (question === "chatwoot-dashboard-app:fetch-info") window.postMessage(answer, "*");
    };
    Object.assign(window, { ReactNativeWebView: { postMessage } });
  }, context);
  return page;
}

const panel = () => product.connected.tenant.addresses.panel;

it("signs in within the one window and shows the contact", async () => {
  const page = await openWebView();
  await page.goto(panel());
  await page.getByRole("button", { name: "Sign in", exact: true }).tap();
  await page.getByLabel("Chatwoot access token").fill(await product.sandbox.token("administrator"));
  await page.getByRole("button", { name: "Sign in" }).tap();
  await page.getByRole("heading", { name: "Amelia Hart" }).waitFor();
  expect(page.url()).toBe(panel());
  expect(phone.pages()).toHaveLength(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

it("shows the contact without another sign-in when the app opens it again", async () => {
  const page = await openWebView();
  await page.goto(panel());
  await page.getByRole("heading", { name: "Amelia Hart" }).waitFor();
});

it("ignores the same message in a window that is not the app's, though its agent is signed in", async () => {
  const page = await phone.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(panel());
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  await page.evaluate((text) => window.postMessage(text, "*"), context);
  await page.getByRole("heading", { name: "Waiting for Chatwoot" }).waitFor();
  expect(asked.filter((path) => path.includes("contacts"))).toEqual([]);
});
