import { createRequire } from "node:module";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { panelStates, signInPageStates } from "../gallery/states.ts";
import { launchBrowser } from "./support/launch-browser.ts";
import { type Gallery, serveGallery } from "./support/serve-gallery.ts";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const states = [...Object.keys(panelStates), ...Object.keys(signInPageStates)];

let gallery: Gallery;
let browser: Browser;

beforeAll(async () => {
  [gallery, browser] = await Promise.all([serveGallery(), launchBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await gallery?.[Symbol.asyncDispose]();
});

describe.each([
  { theme: "light", width: 320 },
  { theme: "dark", width: 900 },
])("$theme at $width px", ({ theme, width }) => {
  let page: Page;
  beforeAll(async () => {
    const context = await browser.newContext({ viewport: { width, height: 700 }, reducedMotion: "reduce" });
    page = await context.newPage();
  });

  it.each(states)("%s has no accessibility violation and nothing sticks out", async (state) => {
    await page.goto(`${gallery.url}/?state=${state}&theme=${theme}`);
    await atRest(page, state);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
  });
});

describe("with the keyboard", () => {
  let page: Page;
  beforeEach(async () => {
    page = await browser.newPage();
    await page.goto(`${gallery.url}/?state=details`);
  });
  afterEach(() => page.close());

  const focused = (): Promise<string> => page.evaluate("document.activeElement.textContent");

  it("arrow keys lead from tab to tab, which are one stop together", async () => {
    await page.getByRole("tab", { name: "Details" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe("Custom attributes");
    await page.getByText("Preferred location").waitFor();
    await page.keyboard.press("End");
    expect(await focused()).toBe("Conversations");
    await page.keyboard.press("Shift+Tab");
    expect(await focused()).toBe("View conversations");
  });

  it("View conversations leads to their tab", async () => {
    await page.getByRole("button", { name: "View conversations" }).press("Enter");
    expect(await focused()).toBe("Conversations");
    expect(await page.getByRole("tab", { selected: true }).textContent()).toBe("Conversations");
  });
});

it("selects an id for copying by hand where the browser lets nothing be copied", async () => {
  const page = await browser.newPage();
  await page.addInitScript(
    "document.execCommand = () => false; navigator.clipboard.writeText = () => Promise.reject()",
  );
  await page.goto(`${gallery.url}/?state=details`);
  await page.getByRole("button", { name: "Copy Chatwoot Contact ID" }).click();
  await page.locator(".row", { hasText: "press Ctrl+C" }).waitFor();
  expect(await page.evaluate("getSelection().toString()")).toBe("4711");
  await page.close();
});

/** A tab has fetched its code, and what appears late has appeared. */
async function atRest(page: Page, state: string): Promise<void> {
  await page.waitForSelector("h1");
  const tab = panelStates[state]?.tab;
  if (tab && state !== "conversations-loading") await page.waitForSelector(".tab-panel > :not(.skeleton-rows)");
  await page.evaluate("document.fonts.ready.then(() => document.getAnimations().forEach((one) => one.finish()))");
}

/** Every rule for WCAG 2.2 AA and good practice, `target-size` included, which axe leaves out unless asked. */
async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axePath });
  const results = await page.evaluate<AxeResults>(`axe.run(document, { rules: { "target-size": { enabled: true } } })`);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
