/** One attempt to deliver a webhook, or its being dropped by a fault switch. */
export interface WebhookLogEntry {
  id: string;
  accountId: number;
  event: string;
  url: string;
  status: number | null;
  error: string | null;
  sentAt: string;
  durationMs: number;
  dropped: boolean;
}
