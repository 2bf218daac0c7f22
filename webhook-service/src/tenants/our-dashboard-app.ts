import type { ChatwootClient } from "../chatwoot/client.ts";
import type { ChatwootDashboardApp } from "../chatwoot/schemas.ts";
import type { Config } from "../config/load-config.ts";
import { panelPath } from "./addresses.ts";
import type { OurRecord } from "./settle.ts";

/** The tab that shows the panel beside a conversation's messages. Its title is the administrator's to change. */
export function ourDashboardApp(
  client: ChatwootClient,
  { publicUrl }: Pick<Config, "publicUrl">,
  tenantKey: string,
): OurRecord<ChatwootDashboardApp> {
  const path = panelPath(tenantKey);
  const url = publicUrl + path;
  return {
    list: client.dashboardApps.list,
    isOurs: ({ content }) => content.some((frame) => frame.url?.endsWith(path)),
    isAsWanted: ({ content }) => content.length === 1 && content[0]?.url === url,
    create: () => client.dashboardApps.create({ title: "PropPilot", url }),
    update: (id) => client.dashboardApps.update(id, { url }),
    delete: client.dashboardApps.delete,
  };
}
