/** What the server refused, in words fit for the person at the screen. */
export class RequestFailed extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function describe(status: number, body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    if (parsed !== null && typeof parsed === "object") {
      if ("message" in parsed && typeof parsed.message === "string") return parsed.message;
      if ("error" in parsed && typeof parsed.error === "string") return parsed.error;
    }
  } catch {
    // A rate limit answers in plain text and a broken server in HTML: the status has to do.
  }
  return status === 429 ? "Too many requests, try again shortly" : `The server answered ${status}`;
}

/**
 * One JSON request. The answer's type is the caller's word for it: the server is our own, and its answers are held
 * against Chatwoot's API description by its own tests.
 */
export async function requestJson<T>(
  path: string,
  options: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<T> {
  const { method = "GET", body, headers = {} } = options;
  const response = await fetch(path, {
    method,
    headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new RequestFailed(response.status, describe(response.status, text));
  return (text === "" ? undefined : JSON.parse(text)) as T;
}
