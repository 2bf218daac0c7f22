import type { ErrorCode, Problem } from "@proppilot/shared-types";

/** A refusal by the service, or (`unreachable`) no answer at all. */
export class ApiError extends Error {
  readonly code: ErrorCode | "unreachable";
  readonly detail: string | null;

  constructor(code: ErrorCode | "unreachable", detail: string | null = null, cause?: unknown) {
    super(detail ?? code, { cause });
    this.name = "ApiError";
    this.code = code;
    this.detail = detail;
  }

  /** Whether the same request may well succeed a little later. */
  get passing(): boolean {
    return passing.has(this.code);
  }
}

const passing = new Set<ApiError["code"]>([
  "unreachable",
  "too_many_requests",
  "internal",
  "chatwoot_refused",
  "store_unreachable",
  "chatwoot_unreachable",
]);

/** What went wrong, with everything unforeseen (a broken connection, a proxy's page) as `unreachable`. */
export function toApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError("unreachable", null, error);
}

/** Reads a refusal; an answer that is not ours (a proxy's error page) counts as no answer. */
export async function readProblem(response: Response): Promise<ApiError> {
  const body: Partial<Problem> | null = await response.json().catch(() => null);
  if (!body?.code) return new ApiError("unreachable", null, response.status);
  return new ApiError(body.code, body.detail ?? null);
}
