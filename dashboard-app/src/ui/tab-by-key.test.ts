import { expect, it } from "@jest/globals";
import { tabByKey } from "./tab-by-key.ts";

const ids = ["a", "b", "c"];

it.each([
  ["a", "ArrowRight", "b"],
  ["c", "ArrowRight", "a"],
  ["a", "ArrowLeft", "c"],
  ["b", "Home", "a"],
  ["b", "End", "c"],
  ["b", "Enter", null],
])("from %s, %s leads to %s", (from, key, to) => {
  expect(tabByKey(ids, from, key, false)).toBe(to);
});

it("turns around where people read from right to left", () => {
  expect(tabByKey(ids, "a", "ArrowLeft", true)).toBe("b");
});
