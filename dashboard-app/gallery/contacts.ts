import type { Attribute, Contact } from "@proppilot/shared-types";

/** The gallery's present moment, so that pictures do not change with the day. */
export const galleryNow = Date.parse("2026-03-12T10:42:00Z");

const attribute = (key: string, label: string, rest: Partial<Attribute>): Attribute => ({
  key,
  label,
  type: "text",
  value: null,
  changedAt: null,
  changedBy: null,
  ...rest,
});

export const ada: Contact = {
  id: "0f8fad5b-d9cb-469f-a165-70867728950e",
  chatwootId: 4711,
  name: "Ada Marchetti",
  email: "ada.marchetti@example.com",
  phone: "+44 7700 900123",
  identifier: null,
  avatarUrl: null,
  blocked: false,
  source: { kind: "whatsapp", inboxId: 1, inboxName: "Harbour WhatsApp" },
  createdAt: "2026-01-20T08:15:00Z",
  lastActivityAt: "2026-03-12T10:38:00Z",
  stage: "qualified",
  stageSince: "2026-03-09T16:20:00Z",
  tags: ["hot-lead", "needs-followup"],
  channels: [
    {
      inboxId: 1,
      inboxName: "Harbour WhatsApp",
      kind: "whatsapp",
      channelType: "Channel::Whatsapp",
      sourceId: "447700900123",
      identifier: "+447700900123",
      username: null,
    },
    {
      inboxId: 2,
      inboxName: "Harbour Telegram",
      kind: "telegram",
      channelType: "Channel::Telegram",
      sourceId: "558812345",
      identifier: "558812345",
      username: "ada_m",
    },
    {
      inboxId: 3,
      inboxName: "harbourhomes.example",
      kind: "web_widget",
      channelType: "Channel::WebWidget",
      sourceId: "7d0c3c5e-2d3b-4a0b-9b1e-6a3f0e1c7f55",
      identifier: "7d0c3c5e-2d3b-4a0b-9b1e-6a3f0e1c7f55",
      username: null,
    },
  ],
  attributes: [
    attribute("budget", "Budget", {
      type: "currency",
      value: 650000,
      changedAt: "2026-03-09T16:20:00Z",
      changedBy: "Grace Okafor",
    }),
    attribute("preferred_location", "Preferred location", { value: "Downtown, near the old harbour" }),
    attribute("timeline", "Timeline", { type: "list", value: "3-6 months" }),
    attribute("property_type", "Property type", { value: ["2BR apartment", "Townhouse"] }),
    attribute("deposit", "Deposit share", { type: "percent", value: 20 }),
    attribute("viewing", "Next viewing", {
      type: "date",
      value: "2026-03-18",
      changedAt: "2026-03-12T09:05:00Z",
      changedBy: "Chatwoot",
    }),
    attribute("listing", "Favourite listing", { type: "link", value: "https://harbourhomes.example/listings/quay-12" }),
    attribute("newsletter", "Newsletter", { type: "checkbox", value: true }),
    attribute("mortgage", "Mortgage approved", { type: "checkbox", value: false }),
    attribute("referrer", "Referred by", { value: null }),
    attribute("crm", "crm", { type: null, value: { id: "A-19", owner: "north" } }),
  ],
  unknown: [],
  freshness: { updatedAt: "2026-03-12T10:38:00Z", checkedAt: "2026-03-12T10:40:00Z", refreshing: false, gone: false },
  revision: 12,
};

/** Seen first in a message: hardly anything is known yet. */
export const newcomer: Contact = {
  ...ada,
  id: "3b241101-e2bb-4255-8caf-4136c566a962",
  chatwootId: 4712,
  name: "morning-rain-190",
  email: null,
  phone: null,
  source: null,
  createdAt: null,
  lastActivityAt: "2026-03-12T10:41:30Z",
  stage: "new",
  stageSince: "2026-03-12T10:41:30Z",
  tags: [],
  channels: [],
  attributes: [],
  unknown: ["tags", "attributes", "email", "phone", "identifier", "createdAt", "source"],
  freshness: { updatedAt: "2026-03-12T10:41:30Z", checkedAt: null, refreshing: true, gone: false },
  revision: 1,
};

/** As much as people manage to put into their fields. */
export const longwinded: Contact = {
  ...ada,
  id: "9c5b94b1-35ad-49bb-b118-8e8fc24abf80",
  chatwootId: 4713,
  name: "Maximiliane Freifrau von und zu Wolkenstein-Trostburg-Rodenegg",
  email: "maximiliane.von.wolkenstein-trostburg+propertysearch2026@mail.long-company-name.example",
  identifier: "crm:eu-central:contacts:000000000000000000000471300000001",
  blocked: true,
  stage: "customer",
  tags: ["hot-lead", "vip", "returning-customer", "needs-followup", "referred-by-partner", "two-viewings-booked"],
};
