import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../harness/launch-browser.ts";
import { newResources } from "../harness/resources.ts";
import { type Desk, sitDown } from "../harness/sit-down.ts";
import { type Product, startProduct } from "../harness/start-product.ts";

const resources = newResources();
let product: Product;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  browser = await launchBrowser();
  product = await startProduct(resources);
  desk = await sitDown(browser, product);
});

afterAll(async () => {
  await browser.close();
  await resources.release();
});

const press = (key: string) => desk.page.keyboard.press(key);
const focused = (page: Page = desk.page) => page.locator(":focus");
const focusedInPanel = () => desk.panel.locator(":focus");

/** What a screen reader would call the focused element of the panel. */
const nameOfFocus = () =>
  focusedInPanel().evaluate((element) => element.getAttribute("aria-label") ?? element.textContent);

/** From the sandbox's tab "PropPilot" into the frame, which comes next. */
async function enterPanel(): Promise<void> {
  await desk.page.getByRole("tab", { name: "PropPilot" }).focus();
  await press("Tab");
}

beforeEach(async () => {
  await desk.goTo(18);
  await desk.page.getByRole("tab", { name: "Messages" }).focus();
  await press("ArrowRight");
});

it("signs in without a mouse", async () => {
  await desk.panel.getByRole("button", { name: "Sign in", exact: true }).waitFor();
  await enterPanel();
  const opening = desk.page.waitForEvent("popup");
  await press("Enter");
  const popup = await opening;
  await popup.getByLabel("Chatwoot access token").waitFor();
  await popup.keyboard.press("Tab");
  expect(await focused(popup).getAttribute("id")).toBe("token");
  const closing = popup.waitForEvent("close");
  await popup.keyboard.insertText(await product.sandbox.token("administrator"));
  await popup.keyboard.press("Enter");
  await closing;
  await desk.panel.getByRole("heading", { name: "Amelia Hart" }).waitFor();
});

it("goes through the panel in reading order, with one stop for all tabs", async () => {
  await desk.panel.getByRole("heading", { name: "Amelia Hart" }).waitFor();
  await enterPanel();
  const stops = [await nameOfFocus()];
  for (let stop = 0; stop < 8; stop++) {
    await press("Tab");
    stops.push(await nameOfFocus());
  }
  expect(stops).toEqual([
    "View conversations",
    "Details",
    "Copy Email",
    "Copy Phone",
    "Copy WhatsApp",
    "Copy Email",
    "Copy Panel Contact ID",
    "Copy Chatwoot Contact ID",
    "Sign out",
  ]);
});

it("moves between tabs with arrows, Home and End, and shows at once what is chosen", async () => {
  await desk.panel.getByRole("tab", { name: "Details" }).focus();
  const chosen: (string | null)[] = [];
  for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "End", "Home"]) {
    await press(key);
    expect(await focusedInPanel().getAttribute("aria-selected")).toBe("true");
    chosen.push(await nameOfFocus());
  }
  expect(chosen).toEqual(["Custom attributes", "Conversations", "Details", "Conversations", "Details"]);
  await press("ArrowRight");
  await desk.panel.getByRole("tabpanel", { name: "Custom attributes" }).getByText("Downtown").waitFor();
});

it("jumps from the person to their conversations, and opens one beside this one", async () => {
  await desk.panel.getByRole("button", { name: "View conversations" }).focus();
  await press("Enter");
  expect(await nameOfFocus()).toBe("Conversations");
  await desk.panel.locator("a.conversation").waitFor();
  await press("Tab");
  const opening = desk.page.context().waitForEvent("page");
  await press("Enter");
  const opened = await opening;
  await opened.getByRole("region", { name: "Conversation 3" }).waitFor();
  await opened.close();
});

it("copies with the keyboard although Chatwoot gives the frame no clipboard", async () => {
  await desk.panel.getByRole("button", { name: "Copy Phone" }).focus();
  await press("Enter");
  await desk.panel.getByRole("status").filter({ hasText: "Copied" }).waitFor();
  expect(await nameOfFocus()).toBe("Copy Phone");
  const box = desk.page.getByRole("textbox", { name: /Message from/ });
  await box.focus();
  await press("ControlOrMeta+v");
  expect(await box.inputValue()).toBe("+447700900123");
});

it("selects the text and says which keys to press where the browser copies nothing", async () => {
  await desk.panel.locator("body").evaluate(() => {
    document.execCommand = () => false;
  });
  await desk.panel.getByRole("button", { name: "Copy Phone" }).click();
  await desk.panel.getByText("Selected: press Ctrl+C").first().waitFor();
  const selected = await desk.panel.locator("body").evaluate(() => String(getSelection()));
  expect(selected).toBe("+447700900123");
});
