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

/** SQLSTATE classes: connection, rolled back for others' sake, out of resources, an operator's doing, the system itself. */
const storeClasses = /^(08|40|53|57|58|25P03)/;
const lostConnection = /^(ECONN[A-Z]+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What pg says without a code; knex puts the statement before it. */
const lostWords =
  /(^| - )(Connection terminated.*|timeout expired|Query read timeout|The database went silent\.|Client .* not queryable)$/;

/** Is it the store that failed, and not the work it was asked to do? The same work may succeed once the store is back. */
export function isStoreUnreachable(error: unknown): boolean {
  if (error instanceof AppError) return error.code === "store_unreachable";
  // Not by class: which one knex, its pool and pg throw is theirs to change.
  const { name, code, message } = (typeof error === "object" && error !== null ? error : {}) as Record<string, unknown>;
  if (name === "KnexTimeoutError") return true;
  if (typeof code !== "string") return typeof message === "string" && lostWords.test(message);
  return lostConnection.test(code) || (code.length === 5 && storeClasses.test(code));
}
