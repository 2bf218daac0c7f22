import { expect, it } from "@jest/globals";
import { createEnglish } from "./language.ts";

it.each([
  [["de-CH", "en-US"], "en-US"],
  [["en-US@posix", "en-AU"], "en-AU"],
  [["en-US@posix"], "en-GB"],
  [[], "en-GB"],
])("writes dates for readers of %j as %s does", (preferred, locale) => {
  expect(createEnglish(preferred, Date.now).locale).toBe(locale);
});
