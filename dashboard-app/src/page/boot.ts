import type { PanelBoot } from "@proppilot/shared-types";

/** What the service wrote into the page for its script. */
export function readBoot<Boot extends PanelBoot>(page: Document): Boot {
  const element = page.getElementById("proppilot");
  if (!element?.textContent) throw new Error("The page came without its boot data");
  return JSON.parse(element.textContent);
}
