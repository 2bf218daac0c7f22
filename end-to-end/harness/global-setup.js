import { tsImport } from "tsx/esm/api";
import prepareServers from "../../webhook-service/test/harness/global-setup.js";

export default async function setUp() {
  await prepareServers();
  if (process.env.TEST_BROWSER === "off") return;
  const { findBrowser } = await tsImport("./find-browser.ts", import.meta.url);
  process.env.TEST_BROWSER_PATH = await findBrowser();
}
