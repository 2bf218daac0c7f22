/**
 * Every way in which the service refuses, with the HTTP status it travels under. A closed set: clients may branch on
 * `code`, never on prose. A new code is an addition to the public surface; a renamed one breaks clients.
 */
export const errorStatuses = {
  malformed_body: 400,
  invalid_request: 400,
  signature_invalid: 401,
  signature_stale: 401,
  account_mismatch: 401,
  not_signed_in: 401,
  session_ended: 401,
  sign_in_refused: 401,
  sign_in_code_invalid: 401,
  forbidden: 403,
  not_found: 404,
  hook_unknown: 404,
  tenant_unknown: 404,
  contact_unknown: 404,
  contact_gone: 410,
  edit_conflict: 412,
  body_too_large: 413,
  too_many_requests: 429,
  internal: 500,
  chatwoot_refused: 502,
  store_unreachable: 503,
  chatwoot_unreachable: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorStatuses;

/** RFC 9457 problem details, the body of every refusal (`application/problem+json`). */
export interface Problem {
  type: "about:blank";
  title: string;
  status: number;
  code: ErrorCode;
  /** One sentence that says what to do. */
  detail: string;
  requestId: string;
  /** For `invalid_request`: which part of the request, and what is wrong with it. */
  issues?: { path: string; message: string }[];
}
