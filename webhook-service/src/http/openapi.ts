import {
  liveQuerySchema,
  pageQuerySchema,
  redeemSessionSchema,
  refreshSessionSchema,
  sessionCookieQuerySchema,
  signInRequestSchema,
} from "@proppilot/shared-types";
import type * as z from "zod";
import { answerSchemas, input, ref, type Schema } from "./openapi-schemas.ts";

const uuid = { type: "string", format: "uuid" };

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
          responses: { 200: json({ type: "object", required: ["id"], properties: { id: uuid } }), ...refusals },
        },
      },
      "/api/v1/sign-in": {
        post: {
          summary: "Exchanges a Chatwoot access token for a single-use code",
          security: [],
          requestBody: body(input(signInRequestSchema)),
          responses: { 201: json(ref("SignInCode")), ...refusals },
        },
      },
      "/api/v1/session": {
        post: {
          summary: "Redeems a code: a bearer, and a refresh cookie",
          security: [],
          requestBody: body(input(redeemSessionSchema)),
          responses: { 201: json(ref("Session")), ...refusals },
        },
        get: { summary: "Who is signed in", responses: { 200: json(ref("CurrentSession")), ...refusals } },
        delete: { summary: "Signs out", responses: { 204: { description: "signed out" }, ...refusals } },
      },
      "/api/v1/session/refresh": {
        post: {
          summary: "The next bearer and refresh token",
          security: [],
          requestBody: body(input(refreshSessionSchema)),
          responses: { 200: json(ref("Session")), ...refusals },
        },
      },
      "/api/v1/session/cookie": {
        get: {
          summary: "Did the refresh cookie arrive?",
          security: [],
          parameters: query(sessionCookieQuerySchema),
          responses: { 200: json(ref("SessionCookie")), ...refusals },
        },
      },
      "/api/v1/session/handover": {
        post: {
          summary: "A refresh token for browsers that refuse the cookie",
          responses: { 200: json(ref("HandedOverSession")), ...refusals },
        },
      },
      "/api/v1/contacts/by-chatwoot/{chatwootId}": {
        get: {
          summary: "A contact by its Chatwoot id; read from Chatwoot where it is not known",
          parameters: [path("chatwootId", { type: "integer", minimum: 1 })],
          responses: { 200: contact, 202: { description: "Chatwoot is being asked: try again" }, ...refusals },
        },
      },
      "/api/v1/contacts/{id}": {
        get: {
          summary: "A contact by its Panel Contact ID",
          parameters: [path("id", uuid)],
          responses: { 200: contact, ...refusals },
        },
      },
      "/api/v1/contacts/{id}/conversations": {
        get: {
          summary: "A contact's conversations, the latest activity first",
          parameters: [path("id", uuid), ...query(pageQuerySchema)],
          responses: { 200: json(ref("ConversationPage")), ...refusals },
        },
      },
      "/api/v1/live": {
        get: {
          summary: "Server-sent events: ready, contact, conversation, changed, ended",
          parameters: [...query(liveQuerySchema), lastEventId],
          responses: { 200: { description: "a stream", content: { "text/event-stream": events } }, ...refusals },
        },
      },
      "/healthz": { get: { summary: "The process lives", security: [], responses: { 200: health("ok") } } },
      "/readyz": {
        get: {
          summary: "Deliveries can be accepted",
          security: [],
          responses: { 200: health("ready"), 503: health("store_unreachable") },
        },
      },
      "/metrics": {
        get: {
          summary: "Figures for Prometheus",
          security: [],
          responses: {
            200: { description: "figures", content: { "text/plain": { schema: { type: "string" } } } },
          },
        },
      },
    },
    components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } }, schemas: answerSchemas() },
  };
}

const refusals = {
  default: {
    description: "RFC 9457 problem details",
    content: { "application/problem+json": { schema: ref("Problem") } },
  },
};

const contact = {
  ...json(ref("Contact")),
  headers: { ETag: { description: "the contact's revision", schema: { type: "string" } } },
};

const lastEventId = {
  name: "Last-Event-ID",
  in: "header",
  description: "resumes after this event; only with `contact`",
  schema: { type: "string" },
};

const events = {
  schema: { oneOf: (["Ready", "Contact", "Conversation", "Changed", "Ended"] as const).map(ref) },
};

function health(status: string) {
  return json({ type: "object", required: ["status"], properties: { status: { const: status } } });
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
  const { properties = {}, required = [] } = input(schema) as {
    properties?: Record<string, Schema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema: one,
  }));
}
