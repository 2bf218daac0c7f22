/** Dates and numbers as the agent's language writes them. */
export interface Formats {
  /** As short as can be understood: the time today, else the day, with the year if it is not this one. */
  moment(at: string | number): string;
  /** Day and time, for tooltips and where there is room. */
  full(at: string | number): string;
  day(at: string | number): string;
  time(at: string | number): string;
  number(value: number): string;
  money(value: number): string;
  percent(value: number): string;
  list(items: string[]): string;
}

interface Settings {
  locale: string;
  now(): number;
  timeZone?: string;
}

/** Formats of one language and time zone (the browser's, unless told otherwise). */
export function createFormats({ locale, now, timeZone }: Settings): Formats {
  const date = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, timeZone ? { ...options, timeZone } : options);
  const time = date({ hour: "2-digit", minute: "2-digit" });
  const dayOfYear = date({ day: "numeric", month: "short" });
  const day = date({ day: "numeric", month: "short", year: "numeric" });
  const year = date({ year: "numeric" });
  const full = date({ dateStyle: "medium", timeStyle: "short" });
  const number = new Intl.NumberFormat(locale);
  // Chatwoot keeps amounts without a currency (CONTRACT §3.7): none is guessed.
  const money = new Intl.NumberFormat(locale, { minimumFractionDigits: 0, maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  const list = new Intl.ListFormat(locale, { style: "short", type: "unit" });
  return {
    moment(at) {
      const then = new Date(at);
      if (day.format(then) === day.format(now())) return time.format(then);
      return (year.format(then) === year.format(now()) ? dayOfYear : day).format(then);
    },
    full: (at) => full.format(new Date(at)),
    day: (at) => day.format(new Date(at)),
    time: (at) => time.format(new Date(at)),
    number: (value) => number.format(value),
    money: (value) => money.format(value),
    percent: (value) => percent.format(value / 100),
    list: (items) => list.format(items),
  };
}
