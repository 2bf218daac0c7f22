import { expect, it } from "@jest/globals";
import { splitLinks } from "./split-links.ts";

it("keeps the full stop after an address out of the link", () => {
  expect(splitLinks("See https://example.com/flat-7. Bye")).toEqual([
    { text: "See " },
    { link: "https://example.com/flat-7" },
    { text: ". Bye" },
  ]);
});

it("makes no link of other schemes", () => {
  expect(splitLinks("javascript:alert(1)")).toEqual([{ text: "javascript:alert(1)" }]);
});

it("has no parts for an empty text", () => {
  expect(splitLinks("")).toEqual([]);
});
