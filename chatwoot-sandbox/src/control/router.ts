import express, { type Router } from "express";
import * as z from "zod";
import { unprocessable } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { seedNames } from "../seed/seeds.ts";
import { requireContact, requireConversation } from "../state/lookups.ts";
import { openWidget } from "../verbs/open-widget.ts";
import { receiveMessage } from "../verbs/receive-message.ts";
import { type Version, versions } from "../versions.ts";
import { changeFaults, faultsChangeSchema, noFaults } from "./faults.ts";

const objectField = z.record(z.string(), z.unknown());

const attachmentSchema = z.object({
  file_type: z.string(),
  data_url: z.string().default(""),
  extension: z.string().nullable().default(null),
  file_size: z.number().default(0),
  fallback_title: z.string().nullable().default(null),
  coordinates_lat: z.number().default(0),
  coordinates_long: z.number().default(0),
});

const incomingSchema = z.object({
  accountId: z.int(),
  inboxId: z.int(),
  conversationId: z.int().optional(),
  contact: z
    .object({
      id: z.int().optional(),
      name: z.string().optional(),
      email: z.string().optional(),
      phone_number: z.string().optional(),
      identifier: z.string().optional(),
      source_id: z.string().optional(),
      additional_attributes: objectField.optional(),
      custom_attributes: objectField.optional(),
    })
    .optional(),
  content: z.string().nullable(),
  attachments: z.array(attachmentSchema).optional(),
});

const typingSchema = z.object({ accountId: z.int(), conversationId: z.int(), on: z.boolean() });
const widgetSchema = z.object({ inboxId: z.int(), sourceId: z.string().optional() });
const resetSchema = z.object({ seed: z.enum(seedNames), randomSeed: z.int().optional() });
const versionSchema = z.object({ version: z.enum(versions as [Version, ...Version[]]) });

function read<S extends z.ZodType>(schema: S, body: unknown): z.infer<S> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw unprocessable(z.prettifyError(parsed.error));
}

/** `/sandbox/*`: the switches that no real Chatwoot has. No sign-in: it is a toy. */
export function controlRouter(sandbox: Sandbox): Router {
  const { ctx, webhookLog, calls, live } = sandbox;
  const router = express.Router();
  router.use(express.json({ limit: "10mb" }));

  router.get("/state", (_request, response) => {
    response.json(stateOf(sandbox));
  });
  router.get("/faults", (_request, response) => {
    response.json(ctx.faults);
  });
  router.put("/faults", (request, response) => {
    ctx.faults = changeFaults(ctx.faults, read(faultsChangeSchema, request.body));
    response.json(ctx.faults);
  });
  router.delete("/faults", (_request, response) => {
    ctx.faults = noFaults();
    response.json(ctx.faults);
  });
  router.put("/version", (request, response) => {
    ctx.version = read(versionSchema, request.body).version;
    response.json({ version: ctx.version });
  });
  router.post("/reset", (request, response) => {
    const { seed, randomSeed } = read(resetSchema, request.body);
    sandbox.reset(seed, randomSeed);
    response.json(stateOf(sandbox));
  });
  router.post("/incoming", (request, response) => {
    const { conversation, message } = receiveMessage(ctx, read(incomingSchema, request.body));
    response.json({
      contactId: conversation.contact_id,
      conversationId: conversation.display_id,
      messageId: message.id,
    });
  });
  router.post("/typing", (request, response) => {
    const { accountId, conversationId, on } = read(typingSchema, request.body);
    const conversation = requireConversation(ctx.world, accountId, conversationId);
    const contact = requireContact(ctx.world, conversation.contact_id);
    ctx.emit({ type: "typing", conversation, on, by: { contact }, isPrivate: false });
    response.json({});
  });
  router.post("/widget", (request, response) => {
    const { inboxId, sourceId } = read(widgetSchema, request.body);
    const contactInbox = openWidget(ctx, inboxId, sourceId);
    response.json({ contactId: contactInbox.contact_id, sourceId: contactInbox.source_id });
  });
  router.get("/events", (request, response) => live.connect(request, response));
  router.get("/webhook-log", (_request, response) => {
    response.json(webhookLog.newestFirst());
  });
  router.delete("/webhook-log", (_request, response) => {
    webhookLog.clear();
    response.json([]);
  });
  router.get("/calls", (_request, response) => {
    response.json(calls.newestFirst());
  });
  router.delete("/calls", (_request, response) => {
    calls.clear();
    response.json([]);
  });
  return router;
}

function stateOf({ ctx }: Sandbox) {
  const all = () => true;
  const { world } = ctx;
  return {
    version: ctx.version,
    faults: ctx.faults,
    /** Zero once every webhook of what happened so far has been sent. */
    pendingJobs: ctx.jobs.pending(),
    accounts: world.accounts.where(all).map(({ id, name }) => ({ id, name })),
    users: world.users.where(all).map((user) => ({
      id: user.id,
      name: user.name,
      email: user.email,
      accounts: world.memberships
        .where((row) => row.user_id === user.id)
        .map((row) => ({ id: row.account_id, role: row.role })),
      accessToken: user.access_token,
    })),
  };
}
