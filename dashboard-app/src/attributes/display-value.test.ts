import { expect, it } from "@jest/globals";
import type { Attribute } from "@proppilot/shared-types";
import { createFormats } from "../language/create-formats.ts";
import { displayValue } from "./display-value.ts";

const formats = createFormats({ locale: "en-GB", now: () => Date.parse("2026-03-12T10:42:00Z") });
const text = (words: string) => ({ kind: "text", text: words });

it.each<[Attribute["type"], Attribute["value"], ReturnType<typeof displayValue>]>([
  ["text", "$500,000 - $750,000", { kind: "text", text: "$500,000 - $750,000" }],
  ["text", "", { kind: "none" }],
  ["text", null, { kind: "none" }],
  ["list", [], { kind: "none" }],
  ["checkbox", true, { kind: "check", checked: true }],
  ["checkbox", "false", { kind: "check", checked: false }],
  [null, false, { kind: "check", checked: false }],
  [
    "link",
    "https://harbour.example/a",
    { kind: "link", text: "https://harbour.example/a", href: "https://harbour.example/a" },
  ],
])("shows %s %j", (type, value, shown) => {
  expect(displayValue({ type, value }, formats)).toEqual(shown);
});

it.each<[Attribute["type"], Attribute["value"], string]>([
  ["currency", 650000, "650,000"],
  ["currency", "1234.5", "1,234.5"],
  ["percent", 20, "20%"],
  ["number", 12000, "12,000"],
  ["date", "2026-03-18", "18 Mar 2026"],
  ["list", ["2BR", "Townhouse"], "2BR, Townhouse"],
  [null, { id: "A-19" }, '{"id":"A-19"}'],
])("writes %s %j as %s", (type, value, words) => {
  expect(displayValue({ type, value }, formats)).toEqual(text(words));
});

it.each<[Attribute["type"], Attribute["value"], string]>([
  ["currency", "about 500k", "about 500k"],
  ["percent", "a fifth", "a fifth"],
  ["date", "next week", "next week"],
  ["checkbox", "maybe", "maybe"],
  ["text", "0044770090", "0044770090"],
])("shows what does not fit its type as it is: %s %j", (type, value, words) => {
  expect(displayValue({ type, value }, formats)).toEqual(text(words));
});

it.each(["javascript:alert(1)", "data:text/html,x", "harbour.example", " java\nscript:alert(1)"])(
  "makes no link of %j",
  (value) => {
    expect(displayValue({ type: "link", value }, formats)).toEqual(text(value));
  },
);
