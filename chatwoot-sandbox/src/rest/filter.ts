import * as z from "zod";
import { unprocessable } from "../refusal.ts";
import type { Contact, Conversation, JsonObject } from "../state/records.ts";

// Conditions combine left to right without brackets (CONTRACT 3.4).

const conditionSchema = z.object({
  attribute_key: z.string(),
  filter_operator: z.enum([
    "equal_to",
    "not_equal_to",
    "contains",
    "does_not_contain",
    "starts_with",
    "is_present",
    "is_not_present",
    "is_greater_than",
    "is_less_than",
    "days_before",
  ]),
  values: z.array(z.unknown()).nullish(),
  query_operator: z.string().nullish(),
});
type Condition = z.infer<typeof conditionSchema>;

export function readFilter(body: JsonObject): Condition[] {
  const parsed = z.array(conditionSchema).safeParse(body.payload);
  if (!parsed.success) throw unprocessable("Invalid filter query");
  return parsed.data;
}

const MICROS_A_DAY = 86_400_000_000;
const text = (value: unknown) => String(value ?? "").toLowerCase();
/** Times are kept in microseconds and asked for as dates or epoch seconds. */
const comparable = (value: unknown) =>
  typeof value === "string" && Number.isNaN(Number(value)) ? Date.parse(value) * 1000 : Number(value);

function holds(actual: unknown, { filter_operator: operator, values }: Condition): boolean {
  const wanted = values ?? [];
  const all = [actual].flat();
  const contained = wanted.some((value) => text(actual).includes(text(value)));
  const equal = wanted.some((value) => all.some((item) => text(item) === text(value)));
  const present = all.some((item) => item !== null && item !== undefined && item !== "");
  switch (operator) {
    case "equal_to":
      return equal;
    case "not_equal_to":
      return !equal;
    case "contains":
      return contained;
    case "does_not_contain":
      return !contained;
    case "starts_with":
      return wanted.some((value) => text(actual).startsWith(text(value)));
    case "is_present":
      return present;
    case "is_not_present":
      return !present;
    case "is_greater_than":
      return comparable(actual) > comparable(wanted[0]);
    case "is_less_than":
      return comparable(actual) < comparable(wanted[0]);
    case "days_before":
      return Number(actual) < Date.now() * 1000 - Number(wanted[0]) * MICROS_A_DAY;
  }
}

function matches(conditions: Condition[], readValue: (key: string) => unknown): boolean {
  let result = true;
  let combine: string | null | undefined = "and";
  for (const condition of conditions) {
    const held = holds(readValue(condition.attribute_key), condition);
    result = combine?.toLowerCase() === "or" ? result || held : result && held;
    combine = condition.query_operator;
  }
  return result;
}

export function matchesContactFilter(contact: Contact, conditions: Condition[]): boolean {
  return matches(conditions, (key) => {
    if (key === "labels") return contact.label_list;
    if (["city", "country_code", "company_name"].includes(key)) return contact.additional_attributes[key];
    const column = Object.entries(contact).find(([name]) => name === key);
    return column ? column[1] : contact.custom_attributes[key];
  });
}

export function matchesConversationFilter(conversation: Conversation, conditions: Condition[]): boolean {
  return matches(conditions, (key) => {
    if (key === "labels") return conversation.label_list;
    if (key === "display_id") return conversation.display_id;
    const column = Object.entries(conversation).find(([name]) => name === key);
    return column ? column[1] : (conversation.custom_attributes[key] ?? conversation.additional_attributes[key]);
  });
}
