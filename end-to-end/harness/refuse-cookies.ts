import type { BrowserContext } from "playwright-core";

/**
 * From now on the browser keeps no cookie of this origin: whatever was set is gone before the next request leaves.
 * (Chromium's own switches against third-party cookies spare the partitioned ones, which other browsers refuse.)
 */
export async function refuseCookies(context: BrowserContext, origin: string): Promise<void> {
  await context.route(`${origin}/**`, async (route) => {
    await context.clearCookies();
    await route.continue();
  });
}
