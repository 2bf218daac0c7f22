const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, as short as the conversation list wants it. Times are epoch seconds. */
export function formatAge(at: number, now: number): string {
  const age = now - at;
  if (age < minute) return "now";
  if (age < hour) return `${Math.floor(age / minute)}m`;
  if (age < day) return `${Math.floor(age / hour)}h`;
  if (age < 30 * day) return `${Math.floor(age / day)}d`;
  if (age < 365 * day) return `${Math.floor(age / (30 * day))}mo`;
  return `${Math.floor(age / (365 * day))}y`;
}

export function formatClock(at: number, zone?: string): string {
  return new Date(at * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone });
}

/** The heading over a day's messages: today, yesterday, or the date. */
export function formatDay(at: number, now: number, zone?: string): string {
  const dayOf = (seconds: number) => new Date(seconds * 1000).toLocaleDateString("en-CA", { timeZone: zone });
  if (dayOf(at) === dayOf(now)) return "Today";
  if (dayOf(at) === dayOf(now - day)) return "Yesterday";
  return new Date(at * 1000).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: zone,
  });
}
