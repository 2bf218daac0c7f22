import * as z from "zod";
import { invalid, notFound } from "../refusal.ts";
import type { AttributeDefinition } from "../state/records.ts";
import { definitionView } from "../views/settings-views.ts";
import {
  type AccountCall,
  administratorRoute,
  empty,
  idParam,
  ok,
  type Reply,
  type Route,
  readBody,
  route,
} from "./route.ts";

const DISPLAY_TYPES = ["text", "number", "currency", "percent", "link", "date", "list", "checkbox"] as const;
const MODELS = ["conversation_attribute", "contact_attribute", "company_attribute"] as const;
const KEY = /^[\p{L}\p{N}_.-]+$/u;
const STANDARD = [
  "name",
  "email",
  "phone_number",
  "identifier",
  "country_code",
  "city",
  "created_at",
  "last_activity_at",
];

/** Enumerations travel by name or, as old clients do it, by number. */
const nameOrNumber = <T extends string>(names: readonly T[]) =>
  z.union([z.enum(names as [T, ...T[]]), z.int().transform((index) => names[index])]);

const definitionFields = z.object({
  attribute_display_name: z.string().optional(),
  attribute_description: z.string().optional(),
  attribute_display_type: nameOrNumber(DISPLAY_TYPES).optional(),
  attribute_key: z.string().optional(),
  attribute_model: nameOrNumber(MODELS).optional(),
  attribute_values: z.array(z.string()).optional(),
  regex_pattern: z.string().nullish(),
  regex_cue: z.string().nullish(),
});

const definitionsOf = ({ ctx, account }: AccountCall) =>
  ctx.world.definitions.where((definition) => definition.account_id === account.id);

function definitionParam(call: AccountCall): AttributeDefinition {
  const definition = call.ctx.world.definitions.get(idParam(call, "definitionId"));
  if (definition?.account_id !== call.account.id) throw notFound();
  return definition;
}

function list(call: AccountCall): Reply {
  const model = call.query.attribute_model;
  const wanted = definitionsOf(call).filter(
    (definition) => model === undefined || definition.attribute_model === model,
  );
  return ok(wanted.map(definitionView));
}

function create(call: AccountCall): Reply {
  const { ctx, account } = call;
  const wanted = readBody(call, definitionFields, "custom_attribute_definition");
  const key = wanted.attribute_key ?? "";
  const model = wanted.attribute_model ?? "conversation_attribute";
  const fault = (message: string) => invalid([{ attribute: "attribute_key", message: `Attribute key ${message}` }]);
  if (!KEY.test(key)) throw fault("is invalid");
  if (STANDARD.includes(key)) throw fault("is a standard attribute");
  if (definitionsOf(call).some((row) => row.attribute_key === key && row.attribute_model === model)) {
    throw fault("has already been taken");
  }
  const now = ctx.now();
  const definition = ctx.world.definitions.insert({
    account_id: account.id,
    attribute_display_name: wanted.attribute_display_name ?? key,
    attribute_display_type: wanted.attribute_display_type ?? "text",
    attribute_description: wanted.attribute_description ?? "",
    attribute_key: key,
    regex_pattern: wanted.regex_pattern ?? null,
    regex_cue: wanted.regex_cue ?? null,
    attribute_values: wanted.attribute_values ?? [],
    attribute_model: model,
    default_value: null,
    created_at: now,
    updated_at: now,
  });
  return ok(definitionView(definition));
}

function update(call: AccountCall): Reply {
  const definition = definitionParam(call);
  const {
    attribute_key: _fixed,
    attribute_model: _fixedToo,
    ...wanted
  } = readBody(call, definitionFields, "custom_attribute_definition");
  Object.assign(definition, wanted, { updated_at: call.ctx.now() });
  return ok(definitionView(definition));
}

function destroy(call: AccountCall): Reply {
  call.ctx.world.definitions.delete(definitionParam(call).id);
  return empty(204);
}

export const attributeDefinitionRoutes: Route[] = [
  route("get", "/custom_attribute_definitions", list),
  route("get", "/custom_attribute_definitions/:definitionId", (call) => ok(definitionView(definitionParam(call)))),
  administratorRoute("post", "/custom_attribute_definitions", create),
  administratorRoute("patch", "/custom_attribute_definitions/:definitionId", update),
  administratorRoute("delete", "/custom_attribute_definitions/:definitionId", destroy),
];
