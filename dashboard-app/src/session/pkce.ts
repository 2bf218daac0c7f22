/** The secret that ties a sign-in code to the panel that asked for it, and its S256 challenge (RFC 7636). */
export interface Pkce {
  verifier: string;
  challenge: string;
}

/** Makes a fresh pair, or `null` where the page is no secure context and so has no WebCrypto digest. */
export async function createPkce(crypto: Crypto): Promise<Pkce | null> {
  const subtle: SubtleCrypto | undefined = crypto.subtle;
  if (!subtle) return null;
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const digest = await subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return { verifier, challenge: base64url(new Uint8Array(digest)) };
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
