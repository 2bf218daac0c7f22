import { webhookEvents } from "@proppilot/shared-types";
import type { ChatwootClient } from "../chatwoot/client.ts";
import type { ChatwootWebhook } from "../chatwoot/schemas.ts";
import type { Config } from "../config/load-config.ts";
import { hookPath } from "./addresses.ts";
import type { OurRecord } from "./settle.ts";

const subscriptions = Object.keys(webhookEvents);

/** The webhook that sends us the events that we use, and no others. */
export function ourWebhook(
  client: ChatwootClient,
  { publicUrl }: Pick<Config, "publicUrl">,
  hookKey: string,
): OurRecord<ChatwootWebhook> {
  const path = hookPath(hookKey);
  const wish = { name: "PropPilot", url: publicUrl + path, subscriptions };
  return {
    list: client.webhooks.list,
    isOurs: ({ url }) => url.endsWith(path),
    isAsWanted: ({ url, subscriptions: subscribed }) =>
      url === wish.url &&
      subscribed.length === subscriptions.length &&
      subscriptions.every((e) => subscribed.includes(e)),
    create: () => client.webhooks.create(wish),
    update: (id) => client.webhooks.update(id, wish),
    delete: client.webhooks.delete,
  };
}
