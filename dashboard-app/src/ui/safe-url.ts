/** An address that may become a link: http or https only, since the text comes from outside. */
export function safeUrl(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && (url.protocol === "https:" || url.protocol === "http:") ? url.href : null;
}
