import type { Context } from "../state/context.ts";
import type { Contact } from "../state/records.ts";
import { validateContact } from "./validate-contact.ts";

type Writable = "name" | "email" | "phone_number" | "identifier" | "blocked" | "avatar_url";
export type NewContact = Partial<Pick<Contact, Writable | "additional_attributes" | "custom_attributes">>;

export function createContact(ctx: Context, accountId: number, wanted: NewContact): Contact {
  const now = ctx.now();
  const row = {
    name: wanted.name ?? "",
    email: wanted.email ? wanted.email.toLowerCase() : null,
    phone_number: wanted.phone_number || null,
    account_id: accountId,
    created_at: now,
    updated_at: now,
    additional_attributes: wanted.additional_attributes ?? {},
    identifier: wanted.identifier || null,
    custom_attributes: wanted.custom_attributes ?? {},
    last_activity_at: null,
    blocked: wanted.blocked ?? false,
    avatar_url: wanted.avatar_url ?? "",
    label_list: [],
    online_until: 0,
  };
  validateContact(ctx.world, { id: 0, ...row });
  const contact = ctx.world.contacts.insert(row);
  ctx.emit({ type: "contact.created", contact });
  return contact;
}
