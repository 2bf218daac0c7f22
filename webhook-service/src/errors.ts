import { type ErrorCode, errorStatuses, type Problem } from "@proppilot/shared-types";

/**
 * A refusal that may leave the service. `code` is from the closed set of `shared-types`; `message` is one sentence that
 * tells the caller what to do and holds nothing internal or personal; `cause` stays in the log.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly issues: Problem["issues"];

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; issues?: Problem["issues"] } = {}) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.issues = options.issues;
  }

  get status(): number {
    return errorStatuses[this.code];
  }
}

/** The outside answered in a way that repeating soon may change: time-outs, 429, 5xx, refused connections. */
export function isTransient(error: unknown): boolean {
  return error instanceof AppError && (error.code === "chatwoot_unreachable" || error.code === "store_unreachable");
}

/**
 * A failure in words that may be logged and stored: what PostgreSQL and knex say of a statement quotes its values, which
 * may be personal, so of those only the code is told.
 */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { code, routine } = error as Error & { code?: unknown; routine?: unknown };
  return routine !== undefined ? `database error ${String(code)}` : `${error.name}: ${error.message}`.slice(0, 500);
}
