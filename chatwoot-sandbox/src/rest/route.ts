import type * as z from "zod";
import { notFound, unprocessable } from "../refusal.ts";
import type { Context } from "../state/context.ts";
import type { Account, JsonObject, Role, User } from "../state/records.ts";

/** A REST call by a known user. Handlers know no web framework. */
export interface UserCall {
  ctx: Context;
  user: User;
  params: Record<string, string>;
  query: JsonObject;
  body: JsonObject;
}

/** The same within an account that the user belongs to. */
export interface AccountCall extends UserCall {
  account: Account;
  role: Role;
}

export interface Reply {
  status: number;
  /** `undefined` sends an empty body. */
  body: unknown;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const empty = (status: 200 | 204 = 200): Reply => ({ status, body: undefined });

export interface Route<C extends UserCall = AccountCall> {
  method: "get" | "post" | "put" | "patch" | "delete";
  path: string;
  handle(call: C): Reply | Promise<Reply>;
  /** Whether the call is for administrators only; may depend on the release. */
  guarded?: (ctx: Context) => boolean;
}

export const route = (method: Route["method"], path: string, handle: Route["handle"]): Route => ({
  method,
  path,
  handle,
});

export const administratorRoute = (method: Route["method"], path: string, handle: Route["handle"]): Route => ({
  ...route(method, path, handle),
  guarded: () => true,
});

export function idParam(call: UserCall, name: string): number {
  const id = Number(call.params[name]);
  if (!Number.isInteger(id)) throw notFound();
  return id;
}

export function pageOf(call: UserCall): number {
  return Math.max(1, Math.trunc(Number(call.query.page)) || 1);
}

/** The call's fields, given wrapped (`{"webhook":{…}}`) or bare (CONTRACT 3). What is not known is ignored. */
export function readBody<S extends z.ZodType>(call: UserCall, schema: S, wrapper?: string): z.infer<S> {
  const wrapped = wrapper === undefined ? undefined : call.body[wrapper];
  const parsed = schema.safeParse(wrapped ?? call.body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unprocessable(`param is missing or the value is empty: ${issue?.path.join(".") ?? ""}`);
}
