import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../harness/launch-browser.ts";
import { refuseCookies } from "../harness/refuse-cookies.ts";
import { newResources } from "../harness/resources.ts";
import { type AgentName, type Desk, sitDown } from "../harness/sit-down.ts";
import { type Product, startProduct } from "../harness/start-product.ts";

const resources = newResources();
let product: Product;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  browser = await launchBrowser();
  product = await startProduct(resources);
});

afterAll(async () => {
  await browser.close();
  await resources.release();
});

afterEach(() => desk.leave());

async function openPanel(agent: AgentName = "grace"): Promise<void> {
  desk = await sitDown(browser, product, agent);
  await desk.goTo(18);
  await desk.openPanel();
}

const showsContact = (name: string) => desk.panel.getByRole("heading", { level: 1, name }).waitFor();
const signInButton = () => desk.panel.getByRole("button", { name: "Sign in", exact: true });

/** The requests of ours that this desk makes from now on. */
function watchRequests(): string[] {
  const seen: string[] = [];
  desk.page.context().on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/v1/") && request.url().startsWith(product.installation.url)) {
      seen.push(pathname.slice("/api/v1/".length));
    }
  });
  return seen;
}

it("asks for nothing personal before the agent has signed in, then shows the contact", async () => {
  desk = await sitDown(browser, product);
  const requests = watchRequests();
  await desk.goTo(18);
  await desk.openPanel();
  await signInButton().waitFor();
  expect(requests).toEqual(["session/refresh"]);
  await desk.signIn();
  await showsContact("Amelia Hart");
});

it("takes the token that a newcomer copies from the profile settings", async () => {
  await openPanel("alan");
  await desk.page.getByRole("button", { name: /Choose who you are/ }).click();
  await desk.page.getByRole("button", { name: "Profile settings" }).click();
  await desk.page.getByRole("button", { name: "Copy the access token" }).click();
  await desk.page.getByText("Copied.").waitFor();
  await desk.page.getByRole("button", { name: "Close", exact: true }).click();
  const opening = desk.page.waitForEvent("popup");
  await signInButton().click();
  const popup = await opening;
  await popup.getByLabel("Chatwoot access token").focus();
  await popup.keyboard.press("ControlOrMeta+v");
  await popup.keyboard.press("Enter");
  await showsContact("Amelia Hart");
  await desk.panel.getByText("Alan Reyes").first().waitFor();
});

describe.each(["kept", "refused"])("with our cookies %s", (cookies) => {
  async function signInOnce(): Promise<string[]> {
    desk = await sitDown(browser, product);
    if (cookies === "refused") await refuseCookies(desk.page.context(), product.installation.url);
    const requests = watchRequests();
    await desk.goTo(18);
    await desk.openPanel();
    await desk.signIn();
    await showsContact("Amelia Hart");
    return requests;
  }

  it("asks for no second sign-in in 20 switches of the conversation", async () => {
    const requests = await signInOnce();
    for (let turn = 0; turn < 20; turn++) {
      const name = turn % 2 === 0 ? "Mateo Fernández" : "Amelia Hart";
      await desk.choose(name);
      await desk.openPanel();
      await showsContact(name);
    }
    expect(requests.filter((path) => path === "sign-in")).toHaveLength(1);
    const kept = await desk.page.context().cookies(product.installation.url);
    expect(kept.length > 0).toBe(cookies === "kept");
  });

  it("asks for no second sign-in when frames are destroyed while they start", async () => {
    const requests = await signInOnce();
    for (let turn = 0; turn < 16; turn++) {
      await desk.choose(turn % 2 === 0 ? "Mateo Fernández" : "Amelia Hart");
      await desk.openPanel();
      // From destroyed at once up to destroyed in the middle of its first requests.
      await desk.page.waitForTimeout(turn * 15);
    }
    await showsContact("Amelia Hart");
    expect(requests.filter((path) => path === "sign-in")).toHaveLength(1);
  });
});

it("stays signed out after signing out, in the next conversation too", async () => {
  await openPanel();
  await desk.signIn();
  await desk.panel.getByRole("button", { name: "Sign out" }).click();
  await signInButton().waitFor();
  await desk.choose("Mateo Fernández");
  await desk.openPanel();
  await signInButton().waitFor();
});

it.each([
  ["a wrong token", async () => "no-such-token", /Chatwoot does not know this token/],
  [
    "the token of somebody from another account",
    () => product.sandbox.token("agent", 2),
    /not a member of this Chatwoot account/,
  ],
])("says why %s does not open the door", async (_what, token, sentence) => {
  await openPanel();
  const opening = desk.page.waitForEvent("popup");
  await signInButton().click();
  const popup = await opening;
  await popup.getByLabel("Chatwoot access token").fill(await token());
  await popup.getByRole("button", { name: "Sign in" }).click();
  await popup.getByRole("alert").filter({ hasText: sentence }).waitFor();
  expect(await signInButton().isVisible()).toBe(true);
});

it("tells in the sign-in window when the panel that waits for it is gone", async () => {
  await openPanel();
  const opening = desk.page.waitForEvent("popup");
  await signInButton().click();
  const popup = await opening;
  await popup.getByLabel("Chatwoot access token").fill(await product.sandbox.token("administrator"));
  await desk.choose("Mateo Fernández");
  await popup.getByRole("button", { name: "Sign in" }).click();
  await popup.getByRole("heading", { name: "The panel was closed meanwhile" }).waitFor();
});

it("takes a code by hand where the browser blocks the window", async () => {
  desk = await sitDown(browser, product);
  await desk.page.context().addInitScript(() => {
    window.open = () => null;
  });
  await desk.goTo(18);
  await desk.openPanel();
  await signInButton().click();
  const opening = desk.page.context().waitForEvent("page");
  await desk.panel.getByRole("link", { name: "Open the sign-in page in a new tab" }).click();
  const tab = await opening;
  await tab.getByLabel("Chatwoot access token").fill(await product.sandbox.token("administrator"));
  await tab.getByRole("button", { name: "Sign in" }).click();
  const code = await tab.locator(".code .mono").textContent();
  await desk.panel.getByRole("button", { name: "I have a code" }).click();
  await desk.panel.getByLabel("Sign-in code").fill(code ?? "");
  await desk.panel.getByRole("button", { name: "Continue" }).click();
  await showsContact("Amelia Hart");
});
