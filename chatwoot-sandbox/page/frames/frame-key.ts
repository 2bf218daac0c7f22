/** Chatwoot keys a frame by conversation and app: another conversation means another frame (CONTRACT 2.3). */
export function frameKey(conversationId: number, appId: number): string {
  return `${conversationId}-${appId}`;
}

/** The element id that Chatwoot gives a frame: the app's place among the tabs, the frame's place in the app. */
export function frameId(position: number, index: number): string {
  return `dashboard-app--frame-${position}-${index}`;
}
