/** Where the page is: an account, and in it a conversation or none. */
export interface Route {
  accountId: number | null;
  conversationId: number | null;
}

const pattern = /^\/app\/accounts\/(\d+)\/(?:conversations\/(\d+)|dashboard)\/?$/;

/** Reads Chatwoot's addresses; anything else is "no account chosen yet". */
export function parseRoute(pathname: string): Route {
  const match = pattern.exec(pathname);
  return {
    accountId: match?.[1] === undefined ? null : Number(match[1]),
    conversationId: match?.[2] === undefined ? null : Number(match[2]),
  };
}

export function conversationPath(accountId: number, conversationId: number): string {
  return `/app/accounts/${accountId}/conversations/${conversationId}`;
}

export function dashboardPath(accountId: number): string {
  return `/app/accounts/${accountId}/dashboard`;
}
