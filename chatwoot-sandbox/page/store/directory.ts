import { signal } from "@preact/signals";
import type { Chatwoot } from "../rest/chatwoot.ts";
import type { Agent, AttributeDefinition, DashboardApp, Inbox, Label } from "../rest/records.ts";

/** What an account has besides people and conversations; read once, as Chatwoot does. */
export function createDirectory(chatwoot: Chatwoot) {
  const inboxes = signal<readonly Inbox[]>([]);
  const agents = signal<readonly Agent[]>([]);
  const labels = signal<readonly Label[]>([]);
  const attributes = signal<readonly AttributeDefinition[]>([]);
  const apps = signal<readonly DashboardApp[]>([]);
  let loaded = false;

  return {
    inboxes,
    agents,
    labels,
    attributes,
    apps,
    inbox: (id: number) => inboxes.value.find((inbox) => inbox.id === id),
    labelColor: (title: string) => labels.value.find((label) => label.title === title)?.color ?? "var(--slate-8)",
    async load() {
      [inboxes.value, agents.value, labels.value, attributes.value, apps.value] = await Promise.all([
        chatwoot.inboxes(),
        chatwoot.agents(),
        chatwoot.labels(),
        chatwoot.contactAttributes(),
        chatwoot.dashboardApps(),
      ]);
      loaded = true;
    },
    /** An app connected while the page was open appears without a reload; tabs that exist keep their places. */
    async lookForApps() {
      if (loaded && apps.value.length === 0) apps.value = await chatwoot.dashboardApps();
    },
  };
}

export type Directory = ReturnType<typeof createDirectory>;
