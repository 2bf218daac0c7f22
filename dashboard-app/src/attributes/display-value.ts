import type { Attribute } from "@proppilot/shared-types";
import type { Formats } from "../language/create-formats.ts";
import { safeUrl } from "../ui/safe-url.ts";

/** An attribute's value, ready to show. */
export type Display =
  | { kind: "none" }
  | { kind: "text"; text: string }
  | { kind: "link"; text: string; href: string }
  | { kind: "check"; checked: boolean };

/**
 * Shows a value by its definition's type. Chatwoot validates nothing (CONTRACT §3.7), so whatever does not fit its type
 * is shown as it is.
 */
export function displayValue({ type, value }: Pick<Attribute, "type" | "value">, formats: Formats): Display {
  if (value === null || value === "") return { kind: "none" };
  if (Array.isArray(value) && value.length === 0) return { kind: "none" };
  if (type === "checkbox" || typeof value === "boolean") {
    const checked = toBoolean(value);
    if (checked !== null) return { kind: "check", checked };
  }
  const href = type === "link" && typeof value === "string" ? safeUrl(value) : null;
  if (href !== null) return { kind: "link", text: String(value), href };
  return { kind: "text", text: toText(type, value, formats) };
}

function toText(type: Attribute["type"], value: Attribute["value"], formats: Formats): string {
  const number = toNumber(value);
  if (number !== null) {
    if (type === "currency") return formats.money(number);
    if (type === "percent") return formats.percent(number);
    if (type === "number" || typeof value === "number") return formats.number(number);
  }
  if (type === "date" && typeof value === "string") return toDay(value, formats);
  if (Array.isArray(value)) return formats.list(value.map((item) => toText(null, item, formats)));
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function toBoolean(value: Attribute["value"]): boolean | null {
  if (value === true || value === "true") return true;
  return value === false || value === "false" ? false : null;
}

function toNumber(value: Attribute["value"]): number | null {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null;
}

/** A bare day is that day everywhere; noon keeps it from sliding into its neighbour. */
function toDay(text: string, formats: Formats): string {
  const at = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T12:00:00` : text);
  return Number.isNaN(at) ? text : formats.day(at);
}
