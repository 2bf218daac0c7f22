/**
 * Copies a text from within a click. Chatwoot gives its frames no clipboard permission (CONTRACT §2.3), but the older
 * command needs none. `false` means that the agent has to press the keys.
 */
export async function copyText(document: Document, text: string): Promise<boolean> {
  if (copyBySelection(document, text)) return true;
  try {
    await document.defaultView?.navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function copyBySelection(document: Document, text: string): boolean {
  const hadFocus = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } finally {
    area.remove();
    if (hadFocus instanceof HTMLElement) hadFocus.focus();
  }
}

/** Marks the text of an element, ready for the agent to copy. */
export function selectText(element: Element): void {
  const selection = element.ownerDocument.getSelection();
  selection?.selectAllChildren(element);
}
