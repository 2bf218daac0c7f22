// Tokens of the visitor's live socket are in every conversation body (CONTRACT §1.6) and are never stored.
const pubsubToken = /("pubsub_token"\s*:\s*)"(?:[^"\\]|\\.)*"/g;

/** These carry whole channel rows with their secrets (CONTRACT §1.1); of them only the fact is kept. */
const secretEvents = new Set(["inbox_created", "inbox_updated"]);

/** The body as it may be stored: byte for byte, but for secrets that are not ours to keep. */
export function redactBody(event: string, body: string): string {
  if (secretEvents.has(event)) return JSON.stringify({ event });
  return body.replace(pubsubToken, '$1""');
}
