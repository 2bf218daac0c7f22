import type { ErrorCode } from "@proppilot/shared-types";
import { AppError } from "../errors.ts";

/** What Chatwoot, or whoever lives at its address, said in JSON about a call that then failed. */
export interface ChatwootAnswer {
  status: number;
  /** Its error text: for decisions, never for strangers or logs, since it may name people. */
  text: string;
}

/**
 * A call to Chatwoot that did not work: `chatwoot_unreachable` may work later, `chatwoot_refused` will not by itself.
 * `answer` is private state behind a getter, so that no serializer writes it to a log.
 */
export class ChatwootError extends AppError {
  readonly #answer: ChatwootAnswer | null;

  constructor(
    code: Extract<ErrorCode, "chatwoot_unreachable" | "chatwoot_refused">,
    message: string,
    { cause, answer = null }: { cause?: Error; answer?: ChatwootAnswer | null } = {},
  ) {
    super(code, message, { cause });
    this.name = "ChatwootError";
    this.#answer = answer;
  }

  get answer(): ChatwootAnswer | null {
    return this.#answer;
  }
}

/** True where Chatwoot itself answered with this status, in its own JSON. */
export function refusedWith(error: unknown, status: number): boolean {
  return error instanceof ChatwootError && error.answer?.status === status;
}

/** What happened before any answer came: axios carries the token in its errors, so only the error's code goes on. */
export function failureOfTransport(error: unknown, call: string, timeoutMs: number): ChatwootError {
  const code = transportCode(error);
  const cause = new Error(`${call}: ${code}`);
  if (code === "EPRIVATE") {
    return new ChatwootError(
      "chatwoot_refused",
      "Chatwoot's address leads into a private or reserved network: set ALLOW_PRIVATE_NETWORK=true if it lives there.",
      { cause },
    );
  }
  if (code === "ERR_CANCELED") {
    return new ChatwootError("chatwoot_unreachable", `Chatwoot did not answer within ${timeoutMs / 1000} s.`, {
      cause,
    });
  }
  if (code === "ERR_BAD_RESPONSE") {
    return new ChatwootError("chatwoot_unreachable", "Chatwoot's answer broke off or was too large.", { cause });
  }
  return new ChatwootError("chatwoot_unreachable", `Chatwoot cannot be reached (${code}).`, { cause });
}

/** What an answer other than 2xx JSON means; `json` is undefined where the body is not JSON. */
export function failureOfAnswer(
  { status, location, json }: { status: number; location: unknown; json: unknown },
  call: string,
): ChatwootError {
  const cause = new Error(`${call}: ${status}`);
  if (status >= 300 && status < 400) {
    const target = originOf(location);
    const hint = target ? `use ${target} instead` : "use the address that it leads to";
    return new ChatwootError("chatwoot_refused", `Chatwoot's address redirects: ${hint}.`, { cause });
  }
  if (status === 429) {
    return new ChatwootError("chatwoot_unreachable", "Chatwoot asks for fewer calls at the moment.", { cause });
  }
  if (status >= 500) {
    return new ChatwootError("chatwoot_unreachable", `Chatwoot has an error of its own (${status}).`, { cause });
  }
  if (json === undefined) {
    return new ChatwootError("chatwoot_unreachable", "The address answers, but not with Chatwoot's JSON.", { cause });
  }
  return new ChatwootError("chatwoot_refused", `Chatwoot refused the call (${status}).`, {
    cause,
    answer: { status, text: errorText(json) },
  });
}

function transportCode(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "no connection";
}

function originOf(location: unknown): string | undefined {
  return typeof location === "string" && /^https?:\/\//.test(location) && URL.canParse(location)
    ? new URL(location).origin
    : undefined;
}

/** The three shapes of CONTRACT §3.2: `error`, `errors[]`, `message`. */
function errorText(json: unknown): string {
  if (typeof json !== "object" || json === null) return "";
  const { error, errors, message } = json as Record<string, unknown>;
  return [error, message, ...(Array.isArray(errors) ? errors : [])]
    .filter((part) => typeof part === "string")
    .join(" ");
}
