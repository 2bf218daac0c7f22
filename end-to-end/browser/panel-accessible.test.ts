import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser, Frame, Page } from "playwright-core";
import { findViolations } from "../harness/find-violations.ts";
import { launchBrowser } from "../harness/launch-browser.ts";
import { newResources } from "../harness/resources.ts";
import { type Desk, sitDown } from "../harness/sit-down.ts";
import { type Product, startProduct } from "../harness/start-product.ts";

// SCREENSHOTS=<folder> keeps a picture of each state, for eyes.

const resources = newResources();
const screenshots = process.env.SCREENSHOTS;
let product: Product;
let browser: Browser;
let stranger: Desk;
let agent: Desk;

beforeAll(async () => {
  if (screenshots) await mkdir(screenshots, { recursive: true });
  browser = await launchBrowser();
  product = await startProduct(resources);
  // A colour on its way from light to dark has no contrast worth measuring.
  stranger = await sitDown(browser, product, "grace", { reducedMotion: "reduce" });
  agent = await sitDown(browser, product, "alan", { reducedMotion: "reduce" });
  await agent.goTo(18);
  await agent.openPanel();
  await agent.signIn();
});

afterAll(async () => {
  await browser.close();
  await resources.release();
});

async function openPanel(desk: Desk, conversationId: number): Promise<void> {
  await desk.goTo(conversationId);
  await desk.openPanel();
}

async function openTab(name: string): Promise<Desk> {
  await openPanel(agent, 18);
  await agent.panel.getByRole("tab", { name }).click();
  return agent;
}

/** How each state is reached, and what shows that it has been. */
const states: Record<string, () => Promise<Desk>> = {
  "signed out": async () => {
    await openPanel(stranger, 18);
    await stranger.panel.getByRole("button", { name: "I have a code" }).click();
    await stranger.panel.getByLabel("Sign-in code").fill("a code");
    await stranger.panel.getByRole("button", { name: "Continue" }).click();
    await stranger.panel.getByText("That code is no longer valid").waitFor();
    return stranger;
  },
  details: async () => {
    const desk = await openTab("Details");
    await desk.panel.getByText("Up to date").waitFor();
    return desk;
  },
  attributes: async () => {
    const desk = await openTab("Custom attributes");
    await desk.panel.getByText("Downtown").waitFor();
    return desk;
  },
  conversations: async () => {
    const desk = await openTab("Conversations");
    await desk.panel.getByText("1 more conversation is in an inbox").waitFor();
    return desk;
  },
  "cut off": async () => {
    const desk = await openTab("Conversations");
    await desk.panel.getByText("This conversation").waitFor();
    await desk.page.context().setOffline(true);
    await desk.panel.getByText(/Showing data of/).waitFor();
    return desk;
  },
  "nobody known": async () => {
    await openPanel(agent, 19);
    await agent.panel.getByRole("heading", { name: "silver-meadow-482" }).waitFor();
    return agent;
  },
};

async function frameOf(page: Page): Promise<Frame> {
  const frame = await (await page.waitForSelector(".app-panel:not([hidden]) iframe")).contentFrame();
  if (!frame) throw new Error("The frame has no content.");
  return frame;
}

const keep = async (page: Page, name: string) => {
  if (screenshots) await page.screenshot({ path: join(screenshots, `${name.replaceAll(" ", "-")}.png`) });
};

const looks = [320, 480, 900, 1440].flatMap((width) =>
  (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
);

it.each(Object.keys(states))("breaks no rule of axe and fits at every width, light and dark: %s", async (name) => {
  // Opened on a narrow page, the sandbox's own column of the contact is closed and stays so.
  for (const { page } of [stranger, agent]) await page.setViewportSize({ width: 320, height: 800 });
  const desk = await states[name]?.();
  if (!desk) throw new Error(`There is no state ${name}.`);
  const { page } = desk;
  const frame = await frameOf(page);
  try {
    for (const { width, colorScheme } of looks) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await keep(page, `${name}-${width}-${colorScheme}`);
      const look = `${width} px, ${colorScheme}`;
      expect({ look, violations: await findViolations(frame) }).toEqual({ look, violations: [] });
      expect(await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  } finally {
    await page.context().setOffline(false);
  }
});

it.each(["light", "dark"] as const)("breaks no rule of axe in the sign-in window, in %s", async (colorScheme) => {
  await openPanel(stranger, 18);
  const opening = stranger.page.waitForEvent("popup");
  await stranger.panel.getByRole("button", { name: "Sign in", exact: true }).click();
  const popup = await opening;
  await popup.emulateMedia({ colorScheme });
  await popup.setViewportSize({ width: 480, height: 560 });
  await popup.getByLabel("Chatwoot access token").fill("wrong");
  await popup.getByRole("button", { name: "Sign in" }).click();
  await popup.getByText("Chatwoot does not know this token").waitFor();
  await keep(popup, `sign-in-${colorScheme}`);
  expect(await findViolations(popup)).toEqual([]);
  await popup.close();
});
