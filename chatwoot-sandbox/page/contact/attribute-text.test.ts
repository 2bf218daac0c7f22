import { expect, it } from "@jest/globals";
import { attributeText, attributeValue } from "./attribute-text.ts";

it.each([
  [null, ""],
  [undefined, ""],
  [false, "No"],
  [450_000, "450000"],
  [{ min: 1 }, '{"min":1}'],
])("reads %j as %j", (value, text) => {
  expect(attributeText(value)).toBe(text);
});

it("stores numbers as numbers only where the definition says so", () => {
  expect(attributeValue(" 450000 ", "currency")).toBe(450_000);
  expect(attributeValue("450000", "text")).toBe("450000");
});

it("stores a checkbox as what it shows", () => {
  expect(["Yes", "No", ""].map((text) => attributeValue(text, "checkbox"))).toEqual([true, false, null]);
});

it("keeps what can't be a number, since Chatwoot would too", () => {
  expect(attributeValue("about 450k", "number")).toBe("about 450k");
});

it("takes an empty text for no value", () => {
  expect(attributeValue("  ", "text")).toBeNull();
});
