import type { AttributeDefinition } from "../rest/records.ts";

/** A stored value as people read it. Chatwoot checks nothing, so any JSON may stand there (CONTRACT 3.7). */
export function attributeText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** What was typed, as the definition's type wants it stored; an empty text means no value. */
export function attributeValue(text: string, type: AttributeDefinition["attribute_display_type"]): unknown {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (type === "checkbox") return trimmed === "Yes";
  const isNumeric = type === "number" || type === "currency" || type === "percent";
  return isNumeric && Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
}
