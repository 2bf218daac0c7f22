import { expect, it } from "@jest/globals";
import { initials } from "./initials.ts";

it.each([
  ["Ada Marchetti", "AM"],
  ["  ada  ", "A"],
  ["Jean-Luc Picard", "JP"],
  ["ليلى حسن", "لح"],
  ["王小明", "王"],
  ["𝒜da", "𝒜"],
  ["👋", ""],
  [null, ""],
])("%s becomes %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});
