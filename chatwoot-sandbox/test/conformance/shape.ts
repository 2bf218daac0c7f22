import { readFileSync } from "node:fs";

/** A body that Chatwoot once wrote. */
export function recorded(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../fixtures/payloads/${name}.json`, import.meta.url), "utf8"));
}

type Fields = Record<string, unknown>;

/** What people put in there is no matter of form. */
const FREE = ["additional_attributes", "custom_attributes", "content_attributes", "ui_settings", "changed_attributes"];

const kindOf = (value: unknown) => (Array.isArray(value) ? "array" : typeof value);

/**
 * Where two bodies differ in form: keys that one of them lacks, values of another type. Null goes with every type, since
 * it says nothing about it; of lists the first items stand for all.
 */
export function formDifferences(theirs: unknown, ours: unknown, path = ""): string[] {
  if (theirs === null || ours === null || theirs === undefined || ours === undefined) return [];
  if (kindOf(theirs) !== kindOf(ours)) return [`${path} is ${kindOf(ours)}, not ${kindOf(theirs)}`];
  if (Array.isArray(theirs) && Array.isArray(ours)) return formDifferences(theirs[0], ours[0], `${path}/*`);
  if (typeof theirs !== "object" || typeof ours !== "object") return [];
  const [left, right] = [theirs as Fields, ours as Fields];
  const lacking = Object.keys(left).filter((key) => !(key in right));
  const added = Object.keys(right).filter((key) => !(key in left));
  const shared = Object.keys(left).filter((key) => key in right && !FREE.includes(key));
  return [
    ...lacking.map((key) => `${path}/${key} is missing`),
    ...added.map((key) => `${path}/${key} is extra`),
    ...shared.flatMap((key) => formDifferences(left[key], right[key], `${path}/${key}`)),
  ];
}

/** The attributes that a body says were changed. */
export const changedKeys = (body: unknown): string[] =>
  ((body as Fields).changed_attributes as object[]).flatMap((change) => Object.keys(change));
