import { setTimeout as sleep } from "node:timers/promises";
import { Refusal, tooMany } from "../refusal.ts";
import type { Context } from "../state/context.ts";

const ERROR_PAGE = "<!DOCTYPE html><html><body><h1>We're sorry, but something went wrong.</h1></body></html>";

/** Slows a call down or fails it, as the switches say. */
export async function applyApiFaults(ctx: Context, path: string): Promise<void> {
  const faults = ctx.faults.api;
  const isHit = faults.onlyPaths === null || new RegExp(faults.onlyPaths).test(path);
  if (!isHit || faults.times === 0) return;
  if (faults.times !== null) faults.times -= 1;
  const { failWith, htmlBody, latencyMs } = faults;
  if (latencyMs > 0) await sleep(latencyMs);
  if (failWith === 429) throw tooMany();
  if (failWith === 500) throw new Refusal(500, htmlBody ? ERROR_PAGE : { error: "Internal Server Error" });
}
