export type TextPart = { text: string } | { link: string };

const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]']/g;

/** A message's text in pieces, web addresses apart, so that they can be links. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ link: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
