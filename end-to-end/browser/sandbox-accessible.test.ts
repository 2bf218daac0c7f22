import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { findViolations } from "../harness/find-violations.ts";
import { launchBrowser } from "../harness/launch-browser.ts";
import { newResources } from "../harness/resources.ts";
import { type Sandbox, startSandbox } from "../harness/start-sandbox.ts";

const resources = newResources();
let sandbox: Sandbox;
let browser: Browser;

beforeAll(async () => {
  sandbox = resources.use(await startSandbox());
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await resources.release();
});

const views: Record<string, (page: Page) => Promise<unknown>> = {
  "the list": (page) => page.getByRole("link").first().waitFor(),
  "a conversation": async (page) => {
    await page.getByRole("link", { name: /Amelia Hart/ }).click();
    await page.locator(".message").first().waitFor();
  },
  "the contact's form and labels": async (page) => {
    await views["a conversation"]?.(page);
    const show = page.getByRole("button", { name: "Show the contact" });
    if (await show.isVisible()) await show.click();
    await page.getByRole("button", { name: "Edit contact" }).click();
    await page.getByRole("button", { name: "Add label" }).click();
  },
  "the switches": (page) => page.getByRole("button", { name: "Sandbox", exact: true }).click(),
  "a new customer": (page) => page.getByRole("button", { name: /New customer/ }).click(),
  "the profile settings": async (page) => {
    await page.getByRole("button", { name: /Choose who you are/ }).click();
    await page.getByRole("button", { name: "Profile settings" }).click();
    await page.getByLabel("Access Token", { exact: true }).waitFor();
  },
  "the choice of users": (page) => page.getByRole("button", { name: /Choose who you are/ }).click(),
};

describe.each([
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
])("at $width × $height", (viewport) => {
  describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
    it.each(Object.keys(views))("breaks no rule of axe in %s", async (name) => {
      const page = await browser.newPage({ viewport, colorScheme });
      await page.goto(sandbox.url);
      await views[name]?.(page);
      expect(await findViolations(page)).toEqual([]);
      await page.close();
    });
  });
});
