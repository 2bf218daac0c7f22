import type { Logger } from "pino";
import type { Config } from "./config/load-config.ts";
import type { Db } from "./store/connect.ts";

/**
 * What every verb gets as its first argument. Only `main.ts` and the test harness build one; time and randomness come
 * in through it, so that nothing below reaches for a global.
 */
export interface Context {
  config: Config;
  db: Db;
  log: Logger;
  now(): Date;
  /** In [0, 1): jitter only; secrets come from node:crypto. */
  random(): number;
}
