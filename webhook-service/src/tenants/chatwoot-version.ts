/** Account webhooks are signed from 4.11.2 on (CONTRACT §1.3). */
export function signsWebhooks(version: string): boolean {
  return version.localeCompare("4.11.2", "en", { numeric: true }) >= 0;
}
