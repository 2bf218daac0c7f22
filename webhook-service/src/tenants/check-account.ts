import { type ChatwootClient, chatwootClient } from "../chatwoot/client.ts";
import { ChatwootError, refusedWith } from "../chatwoot/failures.ts";
import type { ChatwootDashboardApp, ChatwootInbox, ChatwootWebhook } from "../chatwoot/schemas.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";

export interface AccountAddress {
  chatwootUrl: string;
  accountId: number;
  token: string;
}

/** The account as it is before we touch it. */
export interface CheckedAccount {
  client: ChatwootClient;
  version: string;
  name: string;
  inboxes: ChatwootInbox[];
  webhooks: ChatwootWebhook[];
  dashboardApps: ChatwootDashboardApp[];
}

/**
 * Reads all that a connection depends on and writes nothing. Throws one sentence about the first thing that is wrong:
 * the address, the token, its owner's rights, the account, its plan.
 */
export async function checkAccount(
  { config }: Pick<Context, "config">,
  address: AccountAddress,
): Promise<CheckedAccount> {
  const { chatwootUrl, accountId, token } = address;
  // What can't stand in a header is no token, and must not be put there.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw refusal("The Chatwoot token is empty or has spaces or strange characters in it.");
  const client = chatwootClient({ config, url: chatwootUrl, accountId, token });
  const { version } = await client.version().catch((error: unknown) => {
    const isElse = error instanceof ChatwootError && error.answer;
    throw isElse ? refusal(`${chatwootUrl} answers, but it is not a Chatwoot.`, error) : error;
  });
  return explainRefusals(accountId, async () => {
    const name = await administeredAccount(client, accountId);
    const webhooks = await client.webhooks.list();
    const dashboardApps = await client.dashboardApps.list();
    const { inboxes } = await client.inboxes();
    return { client, version, name, inboxes, webhooks, dashboardApps };
  });
}

/** Says what a 401 or 403 means for somebody who is connecting an account; other failures pass. */
export async function explainRefusals<T>(accountId: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (refusedWith(error, 401)) throw refusal("Chatwoot does not accept this token, or not any more.", error);
    if (refusedWith(error, 403)) {
      throw refusal(`The plan of Chatwoot account ${accountId} does not include API access and webhooks.`, error);
    }
    throw error;
  }
}

async function administeredAccount(client: ChatwootClient, accountId: number): Promise<string> {
  const { profile } = await client.profile();
  const entry = profile.accounts.find((account) => account.id === accountId);
  if (!entry) throw refusal(`The token's owner is not a member of Chatwoot account ${accountId}.`);
  if (!profile.confirmed) throw refusal("The token's owner has not confirmed the e-mail address in Chatwoot yet.");
  if (entry.status !== "active") throw refusal(`Chatwoot account ${accountId} is suspended.`);
  if (entry.role !== "administrator") {
    throw refusal(`The token is an agent's: connecting Chatwoot account ${accountId} takes an administrator's.`);
  }
  return entry.name;
}

function refusal(sentence: string, cause?: unknown): AppError {
  return new AppError("invalid_request", sentence, { cause });
}
