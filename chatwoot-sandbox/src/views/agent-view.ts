import type { Context } from "../state/context.ts";
import { membersOf, requireUser, roleOf } from "../state/lookups.ts";
import type { User } from "../state/records.ts";

/** An agent as lists and assignments show one (CONTRACT 3.10). */
export function agentView(ctx: Context, accountId: number, user: User) {
  return {
    id: user.id,
    account_id: accountId,
    availability_status: "online",
    auto_offline: true,
    confirmed: true,
    email: user.email,
    provider: "email",
    available_name: user.name,
    name: user.name,
    role: roleOf(ctx.world, accountId, user.id) ?? "agent",
    thumbnail: "",
  };
}

export function agentsOf(ctx: Context, accountId: number) {
  return membersOf(ctx.world, accountId).map((row) => agentView(ctx, accountId, requireUser(ctx.world, row.user_id)));
}
