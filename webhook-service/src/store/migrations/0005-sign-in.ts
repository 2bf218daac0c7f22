/** Codes, sessions, refresh tokens, and what Chatwoot last said about who may see what. */
export const signIn = `
`;
