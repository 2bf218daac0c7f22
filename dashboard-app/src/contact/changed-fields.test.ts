import { expect, it } from "@jest/globals";
import { aContact } from "../../test/support/samples.ts";
import { changedFields } from "./changed-fields.ts";

it("finds nothing in two equal readings", () => {
  expect(changedFields(aContact(), aContact({ revision: 13 }))).toEqual([]);
});

it("names fields, and attributes by their key", () => {
  const before = aContact();
  const [budget, ...others] = before.attributes;
  if (!budget) throw new Error("The sample has no attributes");
  const after = aContact({ tags: ["vip"], attributes: [{ ...budget, value: 700000 }, ...others] });
  expect(changedFields(before, after)).toEqual(["tags", "attribute:budget"]);
});

it("points out a new attribute, even one without a value", () => {
  const [first, ...others] = aContact().attributes;
  if (!first) throw new Error("The sample has no attributes");
  const before = aContact({ attributes: others });
  const after = aContact({ attributes: [...others, { ...first, value: null }] });
  expect(changedFields(before, after)).toEqual(["attribute:budget"]);
});
