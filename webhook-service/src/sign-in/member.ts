import type { Agent } from "@proppilot/shared-types";
import type { ChatwootProfile } from "../chatwoot/schemas.ts";
import { AppError } from "../errors.ts";

/** Who somebody is in one Chatwoot account. */
export interface Member extends Agent {
  /** A custom role narrows what an agent sees; its permissions are told in the own profile only. */
  customRoleId: number | null;
  permissions: string[];
}

/**
 * The member of `accountId` that a profile proves. The role at the profile's root belongs to the account that was used
 * last, so only the account's own entry counts (CONTRACT §3.10).
 */
export function memberOf(profile: ChatwootProfile, accountId: number): Member {
  if (!profile.confirmed) {
    throw refused("Chatwoot has not confirmed your e-mail address yet: confirm it there, then sign in again.");
  }
  const entry = profile.accounts.find((account) => account.id === accountId);
  if (!entry) {
    throw refused("This token is good, but its owner is not a member of this Chatwoot account: use your own token.");
  }
  if (entry.status !== "active") {
    throw refused("This Chatwoot account is suspended: ask its administrator.");
  }
  return {
    id: profile.id,
    name: profile.availableName,
    role: entry.role,
    customRoleId: entry.customRoleId,
    permissions: entry.permissions,
  };
}

/** Sign-in failed for a reason that the agent can do something about. */
export const refused = (sentence: string, cause?: unknown) => new AppError("sign_in_refused", sentence, { cause });
