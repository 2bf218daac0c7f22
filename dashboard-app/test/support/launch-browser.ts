import { existsSync } from "node:fs";
import bundledChromium from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** The system's Chromium, else the one inside an npm package, with its safeguards as people have them. */
export async function launchBrowser(): Promise<Browser> {
  const installed = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path));
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({
    executablePath: installed ?? (await bundledChromium.executablePath()),
    args: [...asRoot, "--headless=new", "--disable-gpu"],
  });
}
