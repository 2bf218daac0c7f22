import type { Message } from "../rest/records.ts";
import { formatDay } from "../ui/format-time.ts";

export interface DayOfMessages {
  day: string;
  messages: Message[];
}

/** Messages under the heading of their day, in the order given. */
export function groupByDay(messages: readonly Message[], now: number, zone?: string): DayOfMessages[] {
  const days: DayOfMessages[] = [];
  for (const message of messages) {
    const day = formatDay(message.created_at, now, zone);
    const last = days.at(-1);
    if (last?.day === day) last.messages.push(message);
    else days.push({ day, messages: [message] });
  }
  return days;
}
