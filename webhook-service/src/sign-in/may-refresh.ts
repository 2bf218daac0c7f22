/** How long an answer may be under way, and two frames of one browser may race each other. */
export const grace = 30_000;

export interface PresentedToken {
  generation: number;
  used: boolean;
  /** First use of this token or of a sibling: one that was handed out because this one's answer was lost. */
  firstUseOfGeneration: Date | null;
}

/**
 * May this refresh token be used (again)? Chatwoot destroys the frame at every conversation switch, so the answer with
 * the successor is lost now and then: a used token stays good until one of its successors is used, which shows that an
 * answer arrived. From then on only the grace is left; whoever comes later holds a copy.
 */
export function mayRefresh(token: PresentedToken, newestUsedGeneration: number, now: Date): boolean {
  if (token.generation > newestUsedGeneration) return true;
  if (token.used && token.generation === newestUsedGeneration) return true;
  return token.firstUseOfGeneration !== null && now.getTime() - token.firstUseOfGeneration.getTime() <= grace;
}
