import { expect, it } from "@jest/globals";
import { createTexts } from "./create-texts.ts";
import { english } from "./english.ts";

const t = createTexts("en-GB", english);

it("fills in values and leaves no gap for those it lacks", () => {
  expect(t("stage.since", { date: "9 Mar" })).toBe("since 9 Mar");
  expect(t("stage.since")).toBe("since {date}");
});

it("chooses the plural form and writes the number as the language does", () => {
  expect(t("conversations.attachments", { count: 1 })).toBe("1 attachment");
  expect(t("conversations.attachments", { count: 1200 })).toBe("1,200 attachments");
});

it("follows the plural rules of other languages", () => {
  const attachments = { zero: "none", one: "one", two: "two", few: "few", many: "many", other: "other" };
  const arabic = createTexts("ar", { ...english, "conversations.attachments": attachments });
  expect([0, 1, 2, 3, 11, 100].map((count) => arabic("conversations.attachments", { count }))).toEqual([
    "none",
    "one",
    "two",
    "few",
    "many",
    "other",
  ]);
});
