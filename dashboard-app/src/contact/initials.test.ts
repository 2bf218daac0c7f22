import { expect, it } from "@jest/globals";
import { initials } from "./initials.ts";

it.each([
  ["Ada Marchetti", "AM"],
  ["  ada  ", "A"],
  ["silver-meadow-482", "SM"],
  ["Jean-Luc Picard", "JL"],
  ["ليلى حسن", "لح"],
  ["王小明", "王"],
  ["𝒜da", "𝒜"],
  ["👋", ""],
  [null, ""],
])("%s becomes %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});
