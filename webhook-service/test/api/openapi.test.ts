import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Contact, HandedOverSession, Session, SignInCode } from "@proppilot/shared-types";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import nock from "nock";
import type { openApiDocument } from "../../src/http/openapi.ts";
import { aMessage } from "../harness/bodies.ts";
import { type RunningService, startService, type TestTenant } from "../harness/running-service.ts";
import { startDatabaseRelay, type TcpRelay } from "../harness/tcp-relay.ts";
import { until } from "../harness/until.ts";
import { readStream } from "../live/read-stream.ts";
import { fakeChatwoot, serviceToken } from "../sign-in/fake-chatwoot.ts";
import { aProof } from "../sign-in/sign-in-service.ts";

type Operation = { responses: Record<string, { content?: Record<string, unknown> }> };

const member = {
  id: 7,
  name: "Jo",
  token: "token-of-jo",
  accounts: [{ id: 1, role: "agent" as const }],
};

let relay: TcpRelay;
let service: RunningService;
let tenant: TestTenant;
let document: ReturnType<typeof openApiDocument>;
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
/** Every answer that was seen: method, path, status. */
const seen = new Set<string>();

beforeAll(async () => {
  const chatwoot = fakeChatwoot("openapi.chatwoot.test");
  chatwoot.users.push(member);
  relay = await startDatabaseRelay();
  service = await startService({ trustedOrigins: [chatwoot.origin], databaseHost: relay.host });
  tenant = await service.addTenant({ chatwootUrl: chatwoot.origin, token: serviceToken });
  document = (await (await fetch(`${service.url}/openapi.json`)).json()) as typeof document;
  ajv.addSchema(document, "openapi");
});
afterAll(async () => {
  relay.heal();
  await service.close();
  await relay.close();
  nock.cleanAll();
}, 20_000);

const operations = () =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({ path, method, operation })),
  );

/** What a schema of the document says against a value; nothing where it conforms. */
function faults(pointer: readonly string[], value: unknown) {
  const escaped = pointer.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")));
  const validate = ajv.compile({ $ref: `openapi#/${escaped.join("/")}` });
  return validate(value) ? [] : (validate.errors ?? []);
}

interface Ask {
  method?: string;
  /** Instead of the template's places. */
  at?: string;
  body?: unknown;
  bearer?: string;
}

/** Asks, and holds the answer against its description. */
async function ask<T>(template: string, { method = "get", at = template, body, bearer }: Ask = {}): Promise<T> {
  const answer = await fetch(service.url + at, {
    method: method.toUpperCase(),
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(bearer && { authorization: `Bearer ${bearer}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return held(template, method, answer);
}

async function held<T>(template: string, method: string, answer: Response): Promise<T> {
  const found = operations().find((one) => one.path === template && one.method === method);
  if (!found) throw new Error(`${method} ${template} is not described`);
  const status = String(answer.status) in found.operation.responses ? String(answer.status) : "default";
  seen.add(`${method} ${template} ${status}`);
  const text = await answer.text();
  const [type = ""] = (answer.headers.get("content-type") ?? "").split(";");
  const { content = {} } = found.operation.responses[status] ?? {};
  expect([template, answer.status, type]).toEqual([template, answer.status, Object.keys(content)[0] ?? ""]);
  const value = type.includes("json") ? JSON.parse(text) : text;
  if (type)
    expect(faults(["paths", template, method, "responses", status, "content", type, "schema"], value)).toEqual([]);
  return value;
}

it("is valid OpenAPI 3.1", async () => {
  const result = await new Validator().validate(structuredClone(document));
  expect(result).toMatchObject({ valid: true });
  expect(document.openapi).toMatch(/^3\.1\./);
});

it("points nowhere that is not there", () => {
  const pointers = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
  expect(pointers.length).toBeGreaterThan(0);
  expect(pointers.filter(([, name = ""]) => !(name in document.components.schemas))).toEqual([]);
  expect(JSON.stringify(document)).not.toMatch(/\$defs|"\$id"/);
});

describe("real answers conform:", () => {
  it("sign-in and sessions", async () => {
    const tenantKey = tenant.record.key;
    const { verifier, challenge } = aProof();
    const attempt = { tenantKey, chatwootToken: member.token, challenge };
    const { code } = await ask<SignInCode>("/api/v1/sign-in", { method: "post", body: attempt });
    const session = await ask<Session>("/api/v1/session", { method: "post", body: { tenantKey, code, verifier } });
    const bearer = session.accessToken;
    await ask("/api/v1/session", { bearer });
    await ask("/api/v1/session", { bearer: tenant.apiKey });
    await ask("/api/v1/session/cookie", { at: `/api/v1/session/cookie?tenantKey=${tenantKey}` });
    await ask("/api/v1/session/cookie");
    const { refreshToken } = await ask<HandedOverSession>("/api/v1/session/handover", { method: "post", bearer });
    const next = await ask<Session>("/api/v1/session/refresh", { method: "post", body: { tenantKey, refreshToken } });
    await ask("/api/v1/session", { method: "delete", bearer: next.accessToken });
    await ask("/api/v1/session", { bearer });
    await ask("/api/v1/session/refresh", { method: "post", body: { tenantKey } });
    await ask("/api/v1/session", { method: "post", body: { tenantKey, code, verifier } });
    await ask("/api/v1/sign-in", { method: "post", body: { ...attempt, tenantKey: "nobody's" } });
  });

  it("deliveries, contacts, conversations, the live stream", async () => {
    const hook = "/webhooks/chatwoot/{hookKey}";
    await held(hook, "post", await tenant.deliver(aMessage({ attributes: { budget: { from: 1, to: [2, null] } } })));
    await held(hook, "post", await tenant.deliver(aMessage(), { secret: "of somebody else" }));
    await tenant.settled();
    const bearer = tenant.apiKey;
    const opened = "/api/v1/contacts/by-chatwoot/{chatwootId}";
    const { id } = await ask<Contact>(opened, { at: "/api/v1/contacts/by-chatwoot/42", bearer });
    await ask(opened, { at: "/api/v1/contacts/by-chatwoot/x", bearer });
    await ask("/api/v1/contacts/{id}", { at: `/api/v1/contacts/${id}`, bearer });
    await ask("/api/v1/contacts/{id}", { at: `/api/v1/contacts/${tenant.record.id}`, bearer });
    const list = "/api/v1/contacts/{id}/conversations";
    await ask(list, { at: `/api/v1/contacts/${id}/conversations?limit=1`, bearer });
    await ask(list, { at: `/api/v1/contacts/${id}/conversations?limit=1000`, bearer });

    await using stream = await readStream(tenant, `/live?contact=${id}`, "0");
    await until("the contact", () => stream.heard.some(({ event }) => event.event === "contact"));
    seen.add("get /api/v1/live 200");
    const schema = ["paths", "/api/v1/live", "get", "responses", "200", "content", "text/event-stream", "schema"];
    // The contact may be told again meanwhile: its read from Chatwoot goes on in the background.
    expect([...new Set(stream.heard.map(({ event }) => event.event))]).toEqual(["ready", "conversation", "contact"]);
    expect(stream.heard.flatMap(({ event }) => faults(schema, event.data))).toEqual([]);
    await ask("/api/v1/live", { at: `/api/v1/live?contact=${tenant.record.id}`, bearer });
  });

  it("a contact that takes long", async () => {
    await service.workers.stop();
    const at = "/api/v1/contacts/by-chatwoot/43";
    await ask("/api/v1/contacts/by-chatwoot/{chatwootId}", { at, bearer: tenant.apiKey });
  });

  it("health and figures", async () => {
    await ask("/healthz");
    await ask("/readyz");
    await ask("/metrics");
    relay.cut();
    await ask("/readyz");
  });

  it("and all that is described was seen", () => {
    const described = operations().flatMap(({ path, method, operation }) =>
      Object.keys(operation.responses)
        .filter((status) => status !== "default")
        .map((status) => `${method} ${path} ${status}`),
    );
    expect(described.filter((answer) => !seen.has(answer))).toEqual([]);
  });
});
