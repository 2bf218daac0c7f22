import type { Context } from "../state/context.ts";
import { requireAccount } from "../state/lookups.ts";
import type { Contact } from "../state/records.ts";
import { has } from "../versions.ts";

export const accountForm = (ctx: Context, accountId: number) => {
  const { id, name } = requireAccount(ctx.world, accountId);
  return { id, name };
};

/** A contact in its webhook form (CONTRACT 1.5): no type, labels, channels or times of its own. */
export function contactBody(ctx: Context, contact: Contact) {
  return {
    account: accountForm(ctx, contact.account_id),
    additional_attributes: contact.additional_attributes,
    avatar: contact.avatar_url,
    custom_attributes: contact.custom_attributes,
    email: contact.email,
    id: contact.id,
    identifier: contact.identifier,
    name: contact.name,
    phone_number: contact.phone_number,
    thumbnail: contact.avatar_url,
    ...(has(ctx.version, "blocked") ? { blocked: contact.blocked } : {}),
  };
}
