import { newSecret } from "./secret-token.ts";

const partLength = 43;

/**
 * A refresh token is two secrets in a row: its family's and its own. So a token that was used long ago is still known
 * as one of its family, although its own row has gone.
 */
export const newRefreshToken = (family: string) => family + newSecret();

/** The part that all refresh tokens of a session share, or undefined where this can't be one of ours. */
export function familyOf(refreshToken: string): string | undefined {
  return /^[\w-]{86}$/.test(refreshToken) ? refreshToken.slice(0, partLength) : undefined;
}
