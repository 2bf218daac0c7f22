/** The exact string by which an app asks for its context (CONTRACT 2.4). */
const fetchInfo = "chatwoot-dashboard-app:fetch-info";

/**
 * Which of the visible app's frames gets an answer to a message, if any. Up to 4.16.2 it is frame 0, whoever asked
 * and from whatever origin; after that it is the frame that asked.
 */
export function frameToAnswer(
  message: { data: unknown; source: unknown },
  frames: readonly { contentWindow: unknown }[],
  answersAsker: boolean,
): number | null {
  if (message.data !== fetchInfo || frames.length === 0) return null;
  if (!answersAsker) return 0;
  const asker = frames.findIndex((frame) => frame.contentWindow === message.source);
  return asker === -1 ? null : asker;
}
