import { toIso } from "../state/clock.ts";
import type { Context } from "../state/context.ts";
import { requireAccount } from "../state/lookups.ts";
import type { Membership, User } from "../state/records.ts";
import { has } from "../versions.ts";

/**
 * The signed-in user (CONTRACT 3.10). `account_id`, `role` and `inviter_id` on top belong to the last active account,
 * which is no answer to what somebody may do elsewhere.
 */
export function profileView(ctx: Context, user: User) {
  const memberships = ctx.world.memberships.where((row) => row.user_id === user.id);
  const lastActive = [...memberships].sort((a, b) => b.active_at - a.active_at)[0];
  return {
    access_token: user.access_token,
    account_id: lastActive?.account_id ?? null,
    available_name: user.name,
    avatar_url: "",
    confirmed: true,
    display_name: null,
    message_signature: null,
    email: user.email,
    id: user.id,
    inviter_id: null,
    name: user.name,
    provider: "email",
    pubsub_token: user.pubsub_token,
    role: lastActive?.role ?? null,
    ui_settings: { rtl_view: false, is_contact_sidebar_open: false },
    uid: user.email,
    type: null,
    accounts: memberships.map((membership) => accountEntry(ctx, membership)),
  };
}

function accountEntry(ctx: Context, membership: Membership) {
  const account = requireAccount(ctx.world, membership.account_id);
  return {
    id: account.id,
    name: account.name,
    status: "active",
    active_at: toIso(membership.active_at),
    role: membership.role,
    availability: "online",
    availability_status: "online",
    auto_offline: true,
    ...(has(ctx.version, "accountDetailsInProfile")
      ? { onboarding_step: null, permissions: [membership.role], api_and_webhooks: true }
      : {}),
  };
}
