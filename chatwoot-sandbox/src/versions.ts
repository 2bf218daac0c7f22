/**
 * The releases that the sandbox plays, each by the last patch of its line. 4.17 stands for "after 4.16.2", of which
 * only the larger frame context is known (CONTRACT 2.4).
 */
export const releases = { "3.16": "3.16.0", "4.10": "4.10.1", "4.16": "4.16.2", "4.17": "4.17.0" } as const;
export type Version = keyof typeof releases;
export const versions = Object.keys(releases) as Version[];

/** What came in which release (CONTRACT 1.3, 1.6, 3.8, 3.10 and 5). */
const since = {
  slimInboxOfContact: "4.0.0",
  blocked: "4.0.2",
  conversationTimes: "4.1.0",
  typingEvents: "4.2.0",
  assigneeType: "4.8.0",
  webhookName: "4.8.0",
  searchHasMore: "4.11.0",
  signedWebhooks: "4.11.2",
  markdownContent: "4.12.1",
  plainSender: "4.14.0",
  followsRedirects: "4.14.0",
  accountInConversation: "4.14.2",
  dashboardAppsGuarded: "4.16.0",
  accountDetailsInProfile: "4.16.0",
} as const;

export type Feature = keyof typeof since;

/** Whether the release that is being played has the feature. */
export function has(version: Version, feature: Feature): boolean {
  return releases[version].localeCompare(since[feature], "en", { numeric: true }) >= 0;
}
