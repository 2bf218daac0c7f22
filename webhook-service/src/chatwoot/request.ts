import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { LookupFunction } from "node:net";
import type { ReadAt } from "@proppilot/shared-types";
import axios, { type AxiosResponse } from "axios";
import type * as z from "zod";
import type { Config } from "../config/load-config.ts";
import { ChatwootError, failureOfAnswer, failureOfTransport } from "./failures.ts";
import { assertPublicHost, publicLookup } from "./guard-address.ts";
import { readAt } from "./read-at.ts";

export interface Call {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  /** From the root, holding ids only: it is what failures are logged under. */
  path: string;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
}

export interface RequestOptions {
  config: Pick<Config, "allowPrivateNetwork" | "trustedOrigins">;
  /** Chatwoot's origin. */
  url: string;
  /** Without it the call carries no identity. */
  token?: string;
  /** For the whole call, from name resolution to the last byte. */
  timeoutMs?: number;
  /** How names are resolved before the check for private addresses; the system's way by default. */
  resolve?: LookupFunction;
}

const sizeLimit = 10 * 1024 * 1024;

function keepAliveAgents(lookup?: LookupFunction) {
  // Idle connections end on our side before servers usually end them, so that a call seldom meets a closing one.
  const options = { keepAlive: true, timeout: 15_000, ...(lookup && { lookup }) };
  return { httpAgent: new HttpAgent(options), httpsAgent: new HttpsAgent(options) };
}

// Connections outlive a client, of which there is one a task. Two pools, so that a connection opened under one rule is
// never used under the other. No credentials live here: every request carries its own.
const publicOnly = keepAliveAgents(publicLookup());
const anywhere = keepAliveAgents();

/** Makes one call and returns its answer as the schema sees it, with the moment of Chatwoot's clock that it holds for. */
export async function request<S extends z.ZodType>(
  schema: S,
  { method = "GET", path, query, body }: Call,
  { config, url, token, timeoutMs = 5_000, resolve }: RequestOptions,
): Promise<{ value: z.output<S>; readAt: ReadAt }> {
  const call = `${method} ${path}`;
  const agents = agentsFor(new URL(url), config, resolve);
  const begun = Date.now();
  const response = await axios
    .request<string>({
      ...agents,
      adapter: "http",
      proxy: false,
      maxRedirects: 0,
      maxContentLength: sizeLimit,
      signal: AbortSignal.timeout(timeoutMs),
      validateStatus: () => true,
      responseType: "text",
      transformResponse: (text: string) => text,
      method,
      url: url + path,
      params: query,
      data: body,
      // The spelling that survives proxies which drop names with underscores (CONTRACT §3.1).
      headers: { Accept: "application/json", ...(token && { "Api-Access-Token": token }) },
    })
    .catch((error: unknown) => {
      throw failureOfTransport(error, call, timeoutMs);
    });
  return { value: read(schema, response, call), readAt: readAt(response.headers.date, begun, Date.now()) };
}

function agentsFor(url: URL, config: RequestOptions["config"], resolve: LookupFunction | undefined) {
  if (config.allowPrivateNetwork || config.trustedOrigins.includes(url.origin)) return anywhere;
  if (url.protocol !== "https:") {
    throw new ChatwootError(
      "chatwoot_refused",
      "Chatwoot's address must begin with https:// (plain http needs ALLOW_PRIVATE_NETWORK=true).",
    );
  }
  try {
    assertPublicHost(url);
  } catch (error) {
    throw failureOfTransport(error, url.origin, 0);
  }
  return resolve ? keepAliveAgents(publicLookup(resolve)) : publicOnly;
}

function read<S extends z.ZodType>(schema: S, { status, headers, data }: AxiosResponse<string>, call: string) {
  const json = parseJson(data);
  // 204 and Chatwoot's deletes have no body (CONTRACT §3.8).
  const isJson = json !== undefined || data === "";
  if (status < 200 || status >= 300 || !isJson) {
    throw failureOfAnswer({ status, location: headers.location, json }, call);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw new ChatwootError("chatwoot_refused", "Chatwoot's answer has a form that we do not know.", {
    cause: new Error(`${call}: unexpected form at ${places}`),
    answer: { status, text: "" },
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
