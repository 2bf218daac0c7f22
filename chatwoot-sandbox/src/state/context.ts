import type { Faults } from "../control/faults.ts";
import type { Budgets } from "../rest/rate-limit.ts";
import type { Version } from "../versions.ts";
import type { DomainEvent } from "./events.ts";
import type { Jobs } from "./jobs.ts";
import type { Random } from "./random.ts";
import type { Micros } from "./records.ts";
import type { World } from "./world.ts";

/** Everything a verb needs. A seed hands on the same with a `now` of its own. */
export interface Context {
  world: World;
  version: Version;
  faults: Faults;
  random: Random;
  jobs: Jobs;
  limits: Limits;
  budgets: Budgets;
  now(): Micros;
  emit(event: DomainEvent): void;
}

/** Requests a minute (CONTRACT 3.3). */
export interface Limits {
  perAddress: number;
  contactSearches: number;
  conversationMeta: number;
  messagesPerConversation: number;
}

export const chatwootLimits: Limits = {
  perAddress: 3000,
  contactSearches: 100,
  conversationMeta: 30,
  messagesPerConversation: 200,
};
