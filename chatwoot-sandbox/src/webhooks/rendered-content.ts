const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * What agents wrote, as HTML: so it travelled until v4.12.1 (CONTRACT 1.6). Knows paragraphs, line breaks and emphasis,
 * which is what the composer of that time produced most.
 */
export function renderedContent(markdown: string): string {
  const escaped = markdown.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
  const emphasised = escaped.replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>").replace(/\*(.+?)\*/g, "<em>$1</em>");
  return emphasised
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll("\n", "<br />\n")}</p>\n`)
    .join("");
}
