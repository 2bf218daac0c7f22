import type { Browser, BrowserContextOptions, FrameLocator, Page } from "playwright-core";
import type { Product } from "./start-product.ts";

export const agents = { grace: 1, alan: 2, barbara: 3 };
export type AgentName = keyof typeof agents;

/** An agent before the sandbox's page, in a browser of their own. */
export interface Desk {
  page: Page;
  /** The panel's frame, whichever one is there at the moment. */
  panel: FrameLocator;
  /** Opens a conversation by a click in the list, as agents do. */
  choose(who: string): Promise<void>;
  /** Opens a conversation by its address. */
  goTo(conversationId: number): Promise<void>;
  openPanel(): Promise<void>;
  /** Fills in the sign-in window that opens, and waits until the panel knows who it is. */
  signIn(token?: string): Promise<void>;
  writeAsCustomer(text: string): Promise<void>;
  leave(): Promise<void>;
}

/** Seats an agent of the sandbox's first account in a fresh browser context. */
export async function sitDown(
  browser: Browser,
  { sandbox }: Product,
  agent: AgentName = "grace",
  options: BrowserContextOptions = {},
): Promise<Desk> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: "light",
    ...options,
  });
  context.setDefaultTimeout(15_000);
  await context.addInitScript((user) => {
    if (!localStorage.getItem("sandbox-user")) localStorage.setItem("sandbox-user", user);
  }, String(agents[agent]));
  const page = await context.newPage();
  const panel = page.frameLocator(".app-panel:not([hidden]) iframe");
  const openPanel = () => page.getByRole("tab", { name: "PropPilot" }).click();
  return {
    page,
    panel,
    openPanel,
    async choose(who) {
      await page.getByRole("link", { name: who }).first().click();
      await page.getByRole("tab", { name: "PropPilot" }).waitFor();
    },
    async goTo(conversationId) {
      await page.goto(`${sandbox.url}/app/accounts/1/conversations/${conversationId}`);
      await page.getByRole("tab", { name: "PropPilot" }).waitFor();
    },
    async signIn(token) {
      const opening = page.waitForEvent("popup");
      await panel.getByRole("button", { name: "Sign in", exact: true }).click();
      const popup = await opening;
      const closing = popup.waitForEvent("close");
      await popup.getByLabel("Chatwoot access token").fill(token ?? (await tokenOf(sandbox, agent)));
      await popup.getByRole("button", { name: "Sign in" }).click();
      await closing;
      await panel.getByRole("button", { name: "Sign out" }).waitFor();
    },
    async writeAsCustomer(text) {
      await page.getByRole("textbox", { name: /Message from/ }).fill(text);
      await page.keyboard.press("Enter");
    },
    leave: () => context.close(),
  };
}

export async function tokenOf(sandbox: Product["sandbox"], agent: AgentName): Promise<string> {
  const { users } = (await sandbox.call("GET", "/sandbox/state")) as { users: { id: number; accessToken: string }[] };
  const user = users.find(({ id }) => id === agents[agent]);
  if (!user) throw new Error(`The sandbox has no ${agent}.`);
  return user.accessToken;
}
