import type { Agent } from "@proppilot/shared-types";

const minute = 60_000;
const day = 24 * 60 * minute;

export const codeLifetime = minute;
export const bearerLifetime = 10 * minute;

const limits: Record<Agent["role"], { idle: number; absolute: number }> = {
  agent: { idle: 7 * day, absolute: 30 * day },
  administrator: { idle: day, absolute: 7 * day },
};

/** When a session that is used now ends, unless it is used again. */
export function sessionEnd(role: Agent["role"], startedAt: Date, now: Date): Date {
  const { idle, absolute } = limits[role];
  return new Date(Math.min(now.getTime() + idle, startedAt.getTime() + absolute));
}
