import type { Context } from "../state/context.ts";
import type { ChannelType, Inbox, JsonObject, Role, User } from "../state/records.ts";
import type { World } from "../state/world.ts";

const users = {
  grace: { name: "Grace Okafor", email: "grace.okafor@harbour-homes.example" },
  alan: { name: "Alan Reyes", email: "alan.reyes@harbour-homes.example" },
  barbara: { name: "Barbara Lind", email: "barbara.lind@harbour-homes.example" },
  miriam: { name: "Miriam Stone", email: "miriam.stone@second-street.example" },
  devon: { name: "Devon Clarke", email: "devon.clarke@second-street.example" },
} as const;
export type UserKey = keyof typeof users;

type ChannelColumns = (secret: (length: number) => string) => JsonObject;

interface InboxPlan {
  account: number;
  name: string;
  type: ChannelType;
  members: UserKey[];
  channel: ChannelColumns;
}

const inboxes = {
  whatsapp: {
    account: 1,
    name: "WhatsApp",
    type: "Channel::Whatsapp",
    members: ["grace", "alan"],
    channel: (secret) => ({
      phone_number: "+447700900100",
      provider: "whatsapp_cloud",
      provider_config: { api_key: secret(40), phone_number_id: "100200300400500", webhook_verify_token: secret(32) },
    }),
  },
  telegram: {
    account: 1,
    name: "Telegram",
    type: "Channel::Telegram",
    members: ["grace", "barbara"],
    channel: (secret) => ({ bot_name: "harbour_homes_bot", bot_token: `7000000001:${secret(35)}` }),
  },
  website: {
    account: 1,
    name: "Website",
    type: "Channel::WebWidget",
    members: ["grace", "alan"],
    channel: (secret) => ({
      website_url: "https://harbour-homes.example",
      website_token: secret(24),
      widget_color: "#1F6F8B",
      web_widget_script: "<script></script>",
      welcome_title: "Looking for a home?",
      welcome_tagline: "Ask us about any listing.",
      reply_time: "in_a_few_minutes",
      hmac_mandatory: false,
      hmac_token: secret(24),
      selected_feature_flags: ["attachments", "emoji_picker", "end_conversation"],
      pre_chat_form_enabled: false,
    }),
  },
  instagram: {
    account: 1,
    name: "Instagram",
    type: "Channel::Instagram",
    members: ["grace", "alan"],
    channel: (secret) => ({ instagram_id: "17841400000000001", access_token: secret(60) }),
  },
  email: {
    account: 1,
    name: "E-mail",
    type: "Channel::Email",
    members: ["grace", "barbara"],
    channel: (secret) => ({
      email: "hello@harbour-homes.example",
      forward_to_email: `${secret(16).toLowerCase()}@reply.harbour-homes.example`,
      imap_login: "hello@harbour-homes.example",
      imap_password: secret(16),
    }),
  },
  portal: {
    account: 1,
    name: "Portal leads",
    type: "Channel::Api",
    members: ["grace", "barbara"],
    channel: (secret) => ({
      webhook_url: null,
      inbox_identifier: secret(24),
      hmac_mandatory: false,
      hmac_token: secret(24),
      secret: secret(24),
      additional_attributes: {},
    }),
  },
  lettingsWhatsapp: {
    account: 2,
    name: "WhatsApp Lettings",
    type: "Channel::Whatsapp",
    members: ["miriam", "devon"],
    channel: (secret) => ({
      phone_number: "+447700900200",
      provider: "whatsapp_cloud",
      provider_config: { api_key: secret(40), phone_number_id: "100200300400600", webhook_verify_token: secret(32) },
    }),
  },
  lettingsWebsite: {
    account: 2,
    name: "Second Street website",
    type: "Channel::WebWidget",
    members: ["miriam"],
    channel: (secret) => ({
      website_url: "https://second-street.example",
      website_token: secret(24),
      widget_color: "#7A4EAB",
      hmac_token: secret(24),
    }),
  },
} satisfies Record<string, InboxPlan>;
export type InboxKey = keyof typeof inboxes;

const memberships: [account: number, user: UserKey, role: Role][] = [
  [1, "grace", "administrator"],
  [1, "alan", "agent"],
  [1, "barbara", "agent"],
  [2, "miriam", "administrator"],
  [2, "devon", "agent"],
];

export interface Installation {
  users: Record<UserKey, User>;
  inboxes: Record<InboxKey, Inbox>;
}

/** Accounts, people and channels; every secret is drawn by chance. */
export function seedInstallation(ctx: Context): void {
  const { world, random } = ctx;
  const now = ctx.now();
  for (const name of ["Harbour Homes", "Second Street Lettings"]) world.accounts.insert({ name, last_display_id: 0 });
  const storedUsers = mapValues(users, (user) =>
    world.users.insert({ ...user, access_token: random.token(24), pubsub_token: random.token(24) }),
  );
  for (const [account_id, user, role] of memberships) {
    world.memberships.insert({ account_id, user_id: storedUsers[user].id, role, active_at: now });
  }
  for (const plan of Object.values<InboxPlan>(inboxes)) {
    world.inboxes.insert({
      account_id: plan.account,
      channel_id: world.inboxes.size + 1,
      name: plan.name,
      channel_type: plan.type,
      channel: plan.channel((length) => random.token(length)),
      member_ids: plan.members.map((key) => storedUsers[key].id),
    });
  }
}

/** The seeded people and channels under their short keys. */
export function findInstallation(world: World): Installation {
  return {
    users: mapValues(users, ({ email }) => found(world.users.find((user) => user.email === email))),
    inboxes: mapValues(inboxes as Record<InboxKey, InboxPlan>, ({ account, name }) =>
      found(world.inboxes.find((inbox) => inbox.account_id === account && inbox.name === name)),
    ),
  };
}

function found<R>(row: R | undefined): R {
  if (row === undefined) throw new Error("the installation lacks somebody or something that a seed needs");
  return row;
}

function mapValues<K extends string, A, B>(from: Record<K, A>, make: (value: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries<A>(from).map(([key, value]) => [key, make(value)])) as Record<K, B>;
}
