import { toIso } from "../state/clock.ts";
import type { Context } from "../state/context.ts";
import { requireContact, requireInbox } from "../state/lookups.ts";
import type { ContactInbox } from "../state/records.ts";
import { addContactInbox } from "./add-contact-inbox.ts";
import { visitorName } from "./channel-traits.ts";
import { createContact } from "./create-contact.ts";
import { showOnline } from "./show-online.ts";

/** A visitor opens the website's chat window; without a session, an anonymous contact is made (CONTRACT 1.1). */
export function openWidget(ctx: Context, inboxId: number, sourceId?: string): ContactInbox {
  const inbox = requireInbox(ctx.world, inboxId);
  const known = ctx.world.contactInboxes.find((row) => row.inbox_id === inboxId && row.source_id === sourceId);
  const contactInbox =
    known ??
    addContactInbox(ctx, createContact(ctx, inbox.account_id, { name: visitorName(ctx.random) }), inbox, sourceId);
  showOnline(ctx, requireContact(ctx.world, contactInbox.contact_id));
  ctx.emit({
    type: "widget.opened",
    contactInbox,
    eventInfo: {
      initiated_at: { timestamp: toIso(ctx.now()) },
      referer: "https://harbour-homes.example/",
      widget_language: "en",
      browser_language: "en",
      browser: { browser_name: "Chrome", platform_name: "macOS", device_name: "Unknown" },
    },
  });
  return contactInbox;
}
