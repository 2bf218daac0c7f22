import type { Catalogue, TextId } from "./english.ts";

export type Values = Record<string, string | number>;

/** Looks up a text and fills in its `{values}`; `count` chooses the plural form. */
export type Texts = (id: TextId, values?: Values) => string;

/** The texts of one language. */
export function createTexts(locale: string, catalogue: Catalogue): Texts {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (id, values = {}) => {
    const text = catalogue[id];
    const form = typeof text === "string" ? text : (text[plurals.select(Number(values.count))] ?? text.other);
    return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return typeof value === "number" ? numbers.format(value) : (value ?? whole);
    });
  };
}
