import { expect, it } from "@jest/globals";
import { initials } from "./initials.ts";

it.each([
  ["Grace Okafor", "GO"],
  ["morning-rain-190", "MR"],
  ["Ada", "A"],
  ["Åsa María Öberg", "ÅÖ"],
  ["+44 7700 900123", "+"],
  ["", "?"],
])("stands for %s as %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});
