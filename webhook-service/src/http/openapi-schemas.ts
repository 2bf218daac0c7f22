import {
  agentSchema,
  attributeSchema,
  channelSchema,
  contactSchema,
  conversationPageSchema,
  conversationSchema,
  currentSessionSchema,
  errorStatuses,
  handedOverSessionSchema,
  liveEventSchemas,
  sessionCookieSchema,
  sessionSchema,
  signInCodeSchema,
} from "@proppilot/shared-types";
import * as z from "zod";

export type Schema = Record<string, unknown>;

const named = {
  Agent: agentSchema,
  Attribute: attributeSchema,
  // Recursive, so it needs a name: a reference into one schema would mean the document's root.
  AttributeValue: attributeSchema.shape.value,
  Changed: liveEventSchemas.changed,
  Channel: channelSchema,
  Contact: contactSchema,
  Conversation: conversationSchema,
  ConversationPage: conversationPageSchema,
  CurrentSession: currentSessionSchema,
  Ended: liveEventSchemas.ended,
  HandedOverSession: handedOverSessionSchema,
  Ready: liveEventSchemas.ready,
  Session: sessionSchema,
  SessionCookie: sessionCookieSchema,
  SignInCode: signInCodeSchema,
};

const address = (name: string) => `#/components/schemas/${name}`;

export const ref = (name: keyof typeof named | "Problem"): Schema => ({ $ref: address(name) });

/** Everything that the service answers with, by name. */
export function answerSchemas(): Record<string, Schema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: address, io: "output" });
  const ours = Object.entries(schemas).map(([name, schema]) => [name, bare(schema)]);
  return { ...Object.fromEntries(ours), Problem: problem };
}

/** What a request may carry. */
export const input = (schema: z.ZodType): Schema => bare(z.toJSONSchema(schema, { io: "input" }));

/** The document itself says which dialect it is in and where its schemas are. */
function bare({ $schema, $id, ...schema }: z.core.JSONSchema.BaseSchema): Schema {
  return schema;
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
    requestId: { type: "string", format: "uuid" },
    issues: {
      type: "array",
      items: {
        type: "object",
        required: ["path", "message"],
        properties: { path: { type: "string" }, message: { type: "string" } },
      },
    },
  },
};
