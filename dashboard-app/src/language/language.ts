import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { createFormats, type Formats } from "./create-formats.ts";
import { createTexts, type Texts } from "./create-texts.ts";
import { english } from "./english.ts";

/** Words, dates and numbers for the components. */
export interface Language extends Formats {
  locale: string;
  t: Texts;
}

/** English words; dates and numbers as the browser's region writes them, as far as it is an English one. */
export function createEnglish(preferred: readonly string[], now: () => number, timeZone?: string): Language {
  const locale = preferred.find((tag) => tag.startsWith("en") && isWellFormed(tag)) ?? "en-GB";
  const formats = createFormats(timeZone ? { locale, now, timeZone } : { locale, now });
  return { locale, t: createTexts(locale, english), ...formats };
}

/** Browsers pass on odd settings of their system, such as `en-US@posix`, on which `Intl` throws. */
function isWellFormed(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

export const LanguageContext = createContext<Language>(createEnglish([], Date.now));

export const useLanguage = (): Language => useContext(LanguageContext);
