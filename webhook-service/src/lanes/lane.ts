/** A lane that this worker holds until its lease ends. */
export interface Claim {
  tenantId: string;
  lane: string;
  /** Grows with every claim: whoever holds an older one has lost the lane. */
  token: string;
  /** Claims since the last success; more than one means that the one before failed or died. */
  claims: number;
}

/** How long a claim keeps other workers away. A killed worker's lane is taken up again after that. */
export const leaseSeconds = 10;

/** How often a delivery is tried before it is dead. */
export const poisonLimit = 6;

/** The most deliveries of one contact in one transaction. */
export const batchSize = 100;

/** How long a lane rests after a failure, in ms: doubling from 100 ms to 10 s, with jitter so that lanes don't march in step. */
export function backoff(attempts: number, random: () => number): number {
  const ceiling = Math.min(10_000, 100 * 2 ** Math.max(0, attempts - 1));
  return Math.round(ceiling * (0.5 + random() / 2));
}

/** The Chatwoot contact id that a lane is named after. */
export function contactOfLane(lane: string): number {
  return Number(lane.slice("contact:".length));
}
