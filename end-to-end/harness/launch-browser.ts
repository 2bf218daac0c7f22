import { type Browser, chromium } from "playwright-core";

/**
 * A Chromium that keeps the boundaries that these suites test. Playwright's own arguments switch off the partitioning of
 * third-party storage and the popup blocker, and those shipped with @sparticuz/chromium switch off web security: the
 * latter are not used at all, of the former those two are taken back (`browser/boundaries.test.ts` proves it).
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.TEST_BROWSER_PATH;
  if (!executablePath) throw new Error("No browser: is harness/global-setup.js in jest.config.js?");
  return chromium.launch({
    executablePath,
    args: [
      // Of a switch that is given twice Chromium takes the last, so this replaces Playwright's list of disabled features.
      "--disable-features=Translate,OptimizationHints,MediaRouter",
      // Chromium's own sandbox needs a user other than root.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
    ignoreDefaultArgs: ["--disable-popup-blocking"],
  });
}
