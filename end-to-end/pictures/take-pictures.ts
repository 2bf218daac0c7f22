// npm run pictures -w @proppilot/end-to-end: takes the documents' pictures anew, of the built product.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { prepareDatabases } from "@proppilot/webhook-service/testing/prepare-databases";
import type { BrowserContextOptions, Page } from "playwright-core";
import { findBrowser } from "../harness/find-browser.ts";
import { launchBrowser } from "../harness/launch-browser.ts";
import { newResources } from "../harness/resources.ts";
import { type Desk, sitDown } from "../harness/sit-down.ts";
import { startProduct } from "../harness/start-product.ts";

const folder = new URL("../../docs/pictures/", import.meta.url);
const amelia = 18;

const resources = newResources();
process.env.TEST_BROWSER_PATH = await findBrowser();
const databases = await prepareDatabases();
const browser = await launchBrowser();
try {
  const product = await startProduct(resources);
  await mkdir(folder, { recursive: true });

  const openPanel = async (options: BrowserContextOptions): Promise<Desk> => {
    const desk = await sitDown(browser, product, "grace", { locale: "en-GB", ...options });
    await desk.goTo(amelia);
    await desk.openPanel();
    return desk;
  };
  // Chatwoot's own column of the contact is closed: the picture is of ours.
  const hideContact = (desk: Desk) => desk.page.getByRole("button", { name: "Hide the contact" }).first().click();
  const openConversations = async (desk: Desk): Promise<void> => {
    await desk.signIn();
    await desk.panel.getByRole("tab", { name: "Conversations" }).click();
    await desk.panel.getByText("This conversation").waitFor();
    await desk.panel.getByText("Up to date").waitFor();
  };

  const desk = await openPanel({});
  const opening = desk.page.waitForEvent("popup");
  await desk.panel.getByRole("button", { name: "Sign in", exact: true }).click();
  const popup = await opening;
  await popup.setViewportSize({ width: 480, height: 560 });
  await popup.getByLabel("Chatwoot access token").waitFor();
  await take(popup, "sign-in");
  await popup.close();

  await hideContact(desk);
  await openConversations(desk);
  await desk.panel.getByRole("tab", { name: "Details" }).click();
  await take(desk.page, "panel");

  const dark = await openPanel({ colorScheme: "dark" });
  await hideContact(dark);
  await openConversations(dark);
  await take(dark.page, "panel-dark");

  const narrow = await openPanel({ viewport: { width: 390, height: 844 } });
  await openConversations(narrow);
  await narrow.panel.getByRole("tab", { name: "Custom attributes" }).click();
  await narrow.panel.getByText("Downtown").waitFor();
  await take(narrow.page, "panel-narrow");
} finally {
  await browser.close();
  await resources.release();
  await databases.close();
}

/** Without the pointer's traces and with every font in place. */
async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  for (const frame of page.frames()) await frame.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, folder)), animations: "disabled" });
  console.log(`docs/pictures/${name}.png`);
}
