import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { isHeadlessShell } from "../harness/find-browser.ts";
import { launchBrowser } from "../harness/launch-browser.ts";

// A browser that lets these through would make every other browser suite worthless.

let browser: Browser;
let server: Server;
let chatwoot: string;
let ours: string;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html").end("<!doctype html><title>A page</title><p id=secret>secret</p>");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  // Two sites, as the sandbox and the service are.
  chatwoot = `http://localhost:${port}/`;
  ours = `http://127.0.0.1:${port}/`;
});

afterAll(async () => {
  await browser.close();
  server.close();
});

beforeEach(async () => {
  const context = await browser.newContext();
  page = await context.newPage();
  await page.goto(chatwoot);
});

async function embed(url: string) {
  await page.evaluate((src) => {
    const frame = document.createElement("iframe");
    frame.src = src;
    document.body.append(frame);
  }, url);
  const frame = await (await page.waitForSelector("iframe")).contentFrame();
  if (!frame) throw new Error("The frame has no content.");
  await frame.waitForURL(url);
  return frame;
}

const readSecret = () =>
  page.evaluate(() => document.querySelector("iframe")?.contentDocument?.body.textContent ?? "refused");

it("refuses to read another site's page with fetch", async () => {
  const read = (url: string) =>
    page.evaluate(
      (from) =>
        fetch(from).then(
          (answer) => answer.text(),
          () => "refused",
        ),
      url,
    );
  expect(await read(chatwoot)).toContain("secret");
  expect(await read(ours)).toBe("refused");
});

it("refuses to read another site's frame", async () => {
  await embed(ours);
  expect(await readSecret()).toBe("refused");
});

it("lets a page read a frame of its own site", async () => {
  await embed(chatwoot);
  expect(await readSecret()).toContain("secret");
});

it("keeps a frame's storage apart from that of the same site at top level", async () => {
  const own = await page.context().newPage();
  await own.goto(ours);
  await own.evaluate(() => localStorage.setItem("note", "written at top level"));
  const frame = await embed(ours);
  expect(await frame.evaluate(() => localStorage.getItem("note"))).toBeNull();
  expect(await own.evaluate(() => localStorage.getItem("note"))).toBe("written at top level");
});

const withPopupBlocker = isHeadlessShell(process.env.TEST_BROWSER_PATH ?? "") ? describe.skip : describe;

withPopupBlocker("with a popup blocker", () => {
  it("opens no popup without a click, and one with it", async () => {
    expect(await page.evaluate(() => window.open("/") === null)).toBe(true);
    await page.evaluate(() => {
      document.body.onclick = () => window.open("/");
    });
    const popup = page.waitForEvent("popup");
    await page.click("#secret");
    await (await popup).close();
  });
});
