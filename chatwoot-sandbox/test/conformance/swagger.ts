import { readFileSync } from "node:fs";
import { Ajv2020, type AnySchema, type ValidateFunction } from "ajv/dist/2020.js";

const DESCRIPTION = new URL("../../fixtures/swagger.json", import.meta.url);

type Schema = Record<string, unknown>;
const isObject = (value: unknown): value is Schema => typeof value === "object" && value !== null;
const escaped = (key: string) => key.replaceAll("~", "~0").replaceAll("/", "~1");

/** Chatwoot's own OpenAPI 3.1 description, and what an answer says that it does not. */
export function readDescription() {
  const description = JSON.parse(readFileSync(DESCRIPTION, "utf8")) as Schema;
  // Formats are left out: nobody promises them beyond "a string".
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: "chatwoot", ...description } as AnySchema);

  const resolve = (pointer: string): unknown =>
    pointer
      .split("/")
      .slice(1)
      .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
      .reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), description);

  /** Keys that the description lists and the answer lacks: it marks none as required, so its validator is silent. */
  function missing(schema: unknown, value: unknown, path: string): string[] {
    if (!isObject(schema) || !isObject(value)) return [];
    if (typeof schema.$ref === "string") return missing(resolve(schema.$ref.slice(1)), value, path);
    const parts = [schema.allOf ?? [], schema.oneOf ?? []].flat().flatMap((part) => missing(part, value, path));
    if (Array.isArray(value)) return [...parts, ...value.flatMap((item) => missing(schema.items, item, `${path}/*`))];
    const properties = Object.entries(isObject(schema.properties) ? schema.properties : {});
    const inner = properties.flatMap(([key, property]) =>
      key in value ? missing(property, value[key], `${path}/${key}`) : [`${path}/${key} is missing`],
    );
    return [...parts, ...inner];
  }

  return function disagreements(method: string, path: string, answer: { status: number; body: unknown }): string[] {
    const pointer = `/paths/${escaped(path)}/${method.toLowerCase()}/responses/${answer.status}`;
    const response = resolve(pointer);
    if (response === undefined) return [`status ${answer.status} is not described`];
    const inner = `${pointer}/content/${escaped("application/json")}/schema`;
    if (resolve(inner) === undefined) return answer.body === undefined ? [] : ["a body is not described"];
    const validate: ValidateFunction = ajv.compile({ $ref: `chatwoot#${encodeURI(inner).replaceAll("#", "%23")}` });
    validate(answer.body);
    const wrong = (validate.errors ?? []).map(
      (error) => `${error.instancePath.replaceAll(/\/\d+(?=\/|$)/g, "/*")} ${error.message}`,
    );
    return [...new Set([...wrong, ...missing(resolve(inner), answer.body, "")])].sort();
  };
}
