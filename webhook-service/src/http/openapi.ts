import {
  contactSchema,
  conversationPageSchema,
  errorStatuses,
  liveEventSchemas,
  liveQuerySchema,
  pageQuerySchema,
  redeemSessionSchema,
  refreshSessionSchema,
  sessionSchema,
  signInCodeSchema,
  signInRequestSchema,
} from "@proppilot/shared-types";
import * as z from "zod";

type Schema = Record<string, unknown>;

/** The description of the HTTP surface, made from the same schemas that validate it. */
export function openApiDocument(publicUrl: string) {
  return {
    openapi: "3.1.0",
    info: { title: "PropPilot for Chatwoot", version: "1" },
    servers: [{ url: publicUrl }],
    security: [{ bearer: [] }],
    paths: {
      "/webhooks/chatwoot/{hookKey}": {
        post: {
          summary: "Chatwoot delivers here; 200 once the delivery is on disk",
          security: [],
          parameters: [path("hookKey", { type: "string" })],
          requestBody: body({ type: "object", description: "A Chatwoot event, signed" }),
          responses: {
            200: json({ type: "object", properties: { id: { type: "string", format: "uuid" } } }),
            ...refusals,
          },
        },
      },
      "/api/v1/sign-in": open(
        "Exchanges a Chatwoot access token for a single-use code",
        signInRequestSchema,
        signInCodeSchema,
      ),
      "/api/v1/session": {
        ...open("Redeems a code: a bearer, and a refresh cookie", redeemSessionSchema, sessionSchema),
        get: { summary: "Who is signed in", responses: { 200: json({ type: "object" }), ...refusals } },
        delete: { summary: "Signs out", responses: { 204: { description: "signed out" }, ...refusals } },
      },
      "/api/v1/session/refresh": open("The next bearer and refresh token", refreshSessionSchema, sessionSchema),
      "/api/v1/session/cookie": {
        get: { summary: "Did the refresh cookie arrive?", security: [], responses: { 200: json({ type: "object" }) } },
      },
      "/api/v1/session/handover": {
        post: {
          summary: "A refresh token for browsers that refuse the cookie",
          responses: { 200: json({ type: "object" }), ...refusals },
        },
      },
      "/api/v1/contacts/by-chatwoot/{chatwootId}": {
        get: {
          summary: "A contact by its Chatwoot id; read from Chatwoot where it is not known",
          parameters: [path("chatwootId", { type: "integer" })],
          responses: {
            200: json(output(contactSchema)),
            202: { description: "Chatwoot is being asked: try again" },
            ...refusals,
          },
        },
      },
      "/api/v1/contacts/{id}": {
        get: {
          summary: "A contact by its Panel Contact ID",
          parameters: [path("id", { type: "string", format: "uuid" })],
          responses: { 200: json(output(contactSchema)), ...refusals },
        },
      },
      "/api/v1/contacts/{id}/conversations": {
        get: {
          summary: "A contact's conversations, the latest activity first",
          parameters: [path("id", { type: "string", format: "uuid" }), ...query(pageQuerySchema)],
          responses: { 200: json(output(conversationPageSchema)), ...refusals },
        },
      },
      "/api/v1/live": {
        get: {
          summary: "Server-sent events; resumes after Last-Event-ID",
          parameters: query(liveQuerySchema),
          responses: {
            200: { description: "a stream", content: { "text/event-stream": { schema: { oneOf: liveSchemas() } } } },
            ...refusals,
          },
        },
      },
    },
    components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } }, schemas: { Problem: problem } },
  };
}

const problem = {
  type: "object",
  required: ["type", "title", "status", "code", "detail", "requestId"],
  properties: {
    type: { const: "about:blank" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { enum: Object.keys(errorStatuses) },
    detail: { type: "string" },
    requestId: { type: "string" },
  },
};

const refusals = {
  default: {
    description: "RFC 9457 problem details",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  },
};

function output(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: "output" });
}

function json(schema: Schema) {
  return { description: "ok", content: { "application/json": { schema } } };
}

function body(schema: Schema) {
  return { required: true, content: { "application/json": { schema } } };
}

function path(name: string, schema: Schema) {
  return { name, in: "path", required: true, schema };
}

function query(schema: z.ZodObject) {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input" });
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema: one,
  }));
}

function open(summary: string, input: z.ZodType, answer: z.ZodType) {
  return {
    post: {
      summary,
      security: [],
      requestBody: body(z.toJSONSchema(input, { io: "input" })),
      responses: { 200: json(output(answer)), ...refusals },
    },
  };
}

function liveSchemas(): Schema[] {
  return Object.entries(liveEventSchemas).map(([event, schema]) => ({ title: event, ...output(schema) }));
}
