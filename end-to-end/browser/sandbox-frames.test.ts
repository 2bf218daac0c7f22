import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, it } from "@jest/globals";
import type { Browser, Frame, Page } from "playwright-core";
import { launchBrowser } from "../harness/launch-browser.ts";
import { newResources } from "../harness/resources.ts";
import { type Sandbox, startSandbox } from "../harness/start-sandbox.ts";

// The panel is developed against the sandbox's frames, so they have to be Chatwoot's (CONTRACT 2.3 and 2.4).

/** An app that keeps what it is told and asks when it is told to. */
const app = `<!doctype html><title>App</title><script>
  window.told = [];
  onmessage = (event) => told.push(event.data);
  window.ask = () => parent.postMessage("chatwoot-dashboard-app:fetch-info", "*");
</script>`;

declare global {
  var told: unknown[];
  var ask: () => void;
}

const resources = newResources();
const server = createServer((_request, response) => response.setHeader("content-type", "text/html").end(app));
let sandbox: Sandbox;
let browser: Browser;
let page: Page;
let appUrl: string;

beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  appUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
  sandbox = resources.use(await startSandbox());
  browser = await launchBrowser();
  const body = { dashboard_app: { title: "PropPilot", content: [{ type: "frame", url: appUrl }] } };
  const administrator = await sandbox.token("administrator");
  await sandbox.call("POST", "/api/v1/accounts/1/dashboard_apps", body, administrator);
});

afterAll(async () => {
  await browser.close();
  server.close();
  await resources.release();
});

beforeEach(async () => {
  await sandbox.call("PUT", "/sandbox/version", { version: "4.16" });
});

async function openConversation(id: number): Promise<void> {
  page = await browser.newPage({ colorScheme: "light" });
  await page.goto(`${sandbox.url}/app/accounts/1/conversations/${id}`);
  await page.getByRole("tab", { name: "PropPilot" }).waitFor();
  await page.locator(".message").first().waitFor();
}

const chooseTab = (name: string) => page.getByRole("tab", { name }).click();
const chooseAppearance = async (name: string) => {
  await page.getByRole("button", { name: "Appearance" }).click();
  await page.getByRole("button", { name }).click();
};

async function openApp(): Promise<Frame> {
  await chooseTab("PropPilot");
  const frame = await (await page.waitForSelector("iframe")).contentFrame();
  if (!frame) throw new Error("The frame has no content.");
  return frame;
}

/** Waits for the app's nth message. */
async function toldTo(frame: Frame, count: number): Promise<{ event: string; data: Record<string, unknown> }> {
  await frame.waitForFunction((wanted) => globalThis.told?.length >= wanted, count);
  const messages = await frame.evaluate(() => globalThis.told);
  expect(messages).toHaveLength(count);
  const last = messages.at(-1);
  if (typeof last !== "string") throw new Error("The context is not a string.");
  return JSON.parse(last);
}

it("makes a frame when its tab is first opened, with an id and an address and nothing else", async () => {
  await openConversation(18);
  expect(await page.locator("iframe").count()).toBe(0);
  await openApp();
  const attributes = await page.$eval("iframe", (frame) => [...frame.attributes].map((one) => [one.name, one.value]));
  expect(attributes).toEqual([
    ["id", "dashboard-app--frame-0-0"],
    ["src", appUrl],
  ]);
});

it("hides the messages and the reply box, and gives the frame the whole tab", async () => {
  await openConversation(18);
  await openApp();
  expect(await page.getByRole("log", { includeHidden: true }).isVisible()).toBe(false);
  expect(await page.getByLabel("Reply to the customer").isVisible()).toBe(false);
  const frame = await page.locator("iframe").boundingBox();
  const thread = await page.getByRole("region", { name: "Conversation 18" }).boundingBox();
  expect(frame?.width).toBe(thread?.width);
});

it("tells the context on load and when asked, never on a change", async () => {
  await openConversation(18);
  const frame = await openApp();
  const first = await toldTo(frame, 1);
  expect(first.event).toBe("appContext");
  expect(Object.keys(first.data)).toEqual(["conversation", "contact", "currentAgent"]);
  expect(first.data).toMatchObject({ conversation: { id: 18, account_id: 1 }, currentAgent: { name: "Grace Okafor" } });

  await page.getByRole("textbox", { name: /Message from/ }).fill("Something new");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /Something new/ }).waitFor();
  await toldTo(frame, 1);

  await frame.evaluate(() => globalThis.ask());
  expect(JSON.stringify((await toldTo(frame, 2)).data.conversation)).toContain("Something new");
});

it("keeps a hidden frame alive and leaves it without an answer", async () => {
  await openConversation(18);
  const frame = await openApp();
  await toldTo(frame, 1);
  await chooseTab("Messages");
  await frame.evaluate(() => globalThis.ask());
  await chooseTab("PropPilot");
  await frame.evaluate(() => globalThis.ask());
  await toldTo(frame, 2);
});

it("throws the frame away with the conversation and goes back to the messages, on the back button too", async () => {
  await openConversation(18);
  await openApp();
  await page.getByRole("link", { name: /Mateo Fernández/ }).click();
  await page.getByRole("region", { name: "Conversation 15" }).waitFor();
  expect(await page.locator("iframe").count()).toBe(0);
  await openApp();
  await page.goBack();
  await page.getByRole("region", { name: "Conversation 18" }).waitFor();
  expect(await page.locator("iframe").count()).toBe(0);
  expect(await page.getByRole("tab", { name: "Messages" }).getAttribute("aria-selected")).toBe("true");
});

it("tells a change of theme only after 4.16.2, and holds it back while the app is hidden", async () => {
  await openConversation(18);
  const before = await openApp();
  await toldTo(before, 1);
  await chooseAppearance("Dark");
  await before.evaluate(() => globalThis.ask());
  expect((await toldTo(before, 2)).data).not.toHaveProperty("theme");

  await sandbox.call("PUT", "/sandbox/version", { version: "4.17" });
  await openConversation(18);
  const after = await openApp();
  expect((await toldTo(after, 1)).data).toMatchObject({ theme: "light", customAttributes: expect.any(Array) });
  await chooseAppearance("Dark");
  expect((await toldTo(after, 2)).data.theme).toBe("dark");
  await chooseTab("Messages");
  await chooseAppearance("Light");
  await toldTo(after, 2);
  await chooseTab("PropPilot");
  expect((await toldTo(after, 3)).data.theme).toBe("light");
});
