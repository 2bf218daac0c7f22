import type { ChangedField } from "../contact/changed-fields.ts";

type PlainField = Exclude<ChangedField, `attribute:${string}`>;

const fieldNames = {
  "field.name": "Name",
  "field.email": "Email",
  "field.phone": "Phone",
  "field.identifier": "Identifier",
  "field.avatarUrl": "Picture",
  "field.blocked": "Blocked",
  "field.source": "Source",
  "field.createdAt": "Created",
  "field.lastActivityAt": "Last activity",
  "field.stage": "Stage",
  "field.tags": "Tags",
  "field.channels": "Channel identifiers",
} as const satisfies Record<`field.${PlainField}`, string>;

/** Every text that people read, by id. A text with a number has one form for each plural category of its language. */
export const english = {
  ...fieldNames,

  "stage.new": "New",
  "stage.contacted": "Contacted",
  "stage.qualified": "Qualified",
  "stage.engaged": "Engaged",
  "stage.customer": "Customer",
  "stage.since": "since {date}",
  "stage.current": "current stage",

  "channel.whatsapp": "WhatsApp",
  "channel.telegram": "Telegram",
  "channel.web_widget": "Website",
  "channel.instagram": "Instagram",
  "channel.facebook": "Facebook",
  "channel.email": "Email",
  "channel.sms": "SMS",
  "channel.line": "LINE",
  "channel.tiktok": "TikTok",
  "channel.api": "API",
  "channel.other": "Other channel",

  "status.open": "Open",
  "status.resolved": "Resolved",
  "status.pending": "Pending",
  "status.snoozed": "Snoozed",

  "value.unknown": "not known yet",
  "value.none": "none",
  "value.yes": "Yes",
  "value.no": "No",
  "value.unnamed": "No name",

  "tabs.label": "Contact",
  "tabs.details": "Details",
  "tabs.attributes": "Custom attributes",
  "tabs.conversations": "Conversations",
  "tabs.failed": "This part could not be loaded.",

  "details.contact": "Contact",
  "details.source": "Source",
  "details.channels": "Channel identifiers",
  "details.channels.none": "No channel yet",
  "details.ids": "IDs",
  "details.panelId": "Panel Contact ID",
  "details.chatwootId": "Chatwoot Contact ID",
  "details.tags.none": "No tags",
  "details.tags.unknown": "Tags not known yet",
  "details.viewConversations": "View conversations",

  "attributes.none": "No custom attributes yet",
  "attributes.none.hint": "What agents or your AI agent record about this contact appears here.",
  "attributes.unknown": "Custom attributes are not known yet",
  "attributes.setBy": "{who}, {date}",

  "conversations.none": "No conversations yet",
  "conversations.none.hidden": "No conversations that you may see",
  "conversations.here": "This conversation",
  "conversations.opensInNewTab": "opens in a new tab",
  "conversations.assignedTo": "Assigned to {name}",
  "conversations.unassigned": "Unassigned",
  "conversations.sent": "Sent:",
  "conversations.noMessage": "No messages yet",
  "conversations.attachments": { one: "{count} attachment", other: "{count} attachments" },
  "conversations.hidden": {
    one: "{count} more conversation is in an inbox that you have no access to.",
    other: "{count} more conversations are in inboxes that you have no access to.",
  },
  "conversations.more": "Load more",
  "conversations.loadingMore": "Loading…",
  "conversations.failed": "The conversations could not be loaded.",

  "copy.copy": "Copy {what}",
  "copy.copied": "Copied",
  "copy.selected": "Selected: press Ctrl+C or ⌘C to copy",

  "freshness.current": "Up to date",
  "freshness.connecting": "Connecting…",
  "freshness.refreshing": "Refreshing from Chatwoot…",
  "freshness.stale": "Showing data of {time}, reconnecting…",
  "freshness.changed": "Updated: {fields}",

  "session.signOut": "Sign out",
  "session.signedInAs": "Signed in as {name}",

  "signIn.title": "Sign in to see this contact",
  "signIn.why": "PropPilot shows only what you may see in Chatwoot, so it needs to know once who you are.",
  "signIn.ended": "Your session has ended. Please sign in again.",
  "signIn.left": "You have signed out.",
  "signIn.button": "Sign in",
  "signIn.haveCode": "I have a code",
  "signIn.code": "Sign-in code",
  "signIn.code.hint": "The sign-in page shows it when it cannot hand it over by itself.",
  "signIn.code.use": "Continue",
  "signIn.redeeming": "Signing in…",
  "signIn.insecure": "Signing in needs a secure connection. Please open Chatwoot at its https:// address.",
  "signIn.blocked": "Your browser blocked the sign-in window.",
  "signIn.blocked.link": "Open the sign-in page in a new tab",
  "signIn.code_refused": "That code is no longer valid. Please sign in again.",
  "signIn.unreachable": "PropPilot can't be reached right now. Please try again.",

  "signInPage.title": "Sign in to PropPilot",
  "signInPage.where":
    "In Chatwoot, open Profile settings from your avatar, copy the Access Token near the end of that page, and paste it here.",
  "signInPage.token": "Chatwoot access token",
  "signInPage.promise": "Used once to check with Chatwoot who you are. It is never stored.",
  "signInPage.submit": "Sign in",
  "signInPage.checking": "Checking with Chatwoot…",
  "signInPage.unreachable": "PropPilot can't be reached right now. Please try again.",
  "signInPage.code.title": "Almost done",
  "signInPage.code.hint":
    "Go back to Chatwoot, choose “I have a code” in the PropPilot tab, and paste this code. It is valid for one minute.",
  "signInPage.code": "Sign-in code",
  "signInPage.done.title": "You are signed in",
  "signInPage.done.hint": "You can close this window and go back to Chatwoot.",
  "signInPage.lost.title": "The panel was closed meanwhile",
  "signInPage.lost.hint": "Close this window, open the PropPilot tab in Chatwoot and sign in from there.",

  "waiting.title": "Waiting for Chatwoot",
  "waiting.hint": "Open a conversation in Chatwoot and choose the PropPilot tab there.",

  "trouble.other_account.title": "Another Chatwoot account",
  "trouble.other_account.hint": "This panel was set up for a different account. An administrator can connect this one.",
  "trouble.not_found.title": "Contact not found",
  "trouble.not_found.hint": "Chatwoot does not know this contact. It may have been deleted or merged into another one.",
  "trouble.gone.title": "This contact is gone",
  "trouble.gone.hint": "It was deleted in Chatwoot, or merged into another contact.",
  "trouble.forbidden.title": "No access to this contact",
  "trouble.forbidden.hint":
    "You see the same contacts here as in Chatwoot. Ask an administrator for access to its inbox.",
  "trouble.chatwoot_unreachable.title": "Chatwoot does not answer",
  "trouble.chatwoot_unreachable.hint": "This contact has to be fetched from Chatwoot first. Trying again by itself.",
  "trouble.service_unreachable.title": "No connection to PropPilot",
  "trouble.service_unreachable.hint": "Check your internet connection. Trying again by itself.",
  "trouble.service_failed.title": "Something went wrong on our side",
  "trouble.service_failed.hint": "Trying again by itself.",
  "trouble.retry": "Try again",

  "gone.notice": "Chatwoot no longer has this contact. This is what was last known.",
  loading: "Loading contact…",
} as const satisfies Record<string, string | Plurals>;

/** Forms by CLDR category; a language leaves out those it does not have. */
export type Plurals = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;
export type TextId = keyof typeof english;
export type Catalogue = Record<TextId, string | Plurals>;
