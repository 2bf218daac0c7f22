import { type ReadonlySignal, signal } from "@preact/signals";

/** The present in epoch seconds; moves on by itself, so that "2m" becomes "3m". */
export type Clock = ReadonlySignal<number>;

export function createClock(view: Window): Clock {
  const seconds = () => Math.floor(Date.now() / 1000);
  const now = signal(seconds());
  view.setInterval(() => {
    now.value = seconds();
  }, 20_000);
  return now;
}
