import { signal } from "@preact/signals";

const seconds = () => Math.floor(Date.now() / 1000);
const now = signal(seconds());
setInterval(() => {
  now.value = seconds();
}, 20_000);

/** The present in epoch seconds; moves on by itself, so that "2m" becomes "3m". */
export function useNow(): number {
  return now.value;
}
