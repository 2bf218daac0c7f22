/** Chatwoot takes http and https addresses for webhooks and frames, nothing else. */
export function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
