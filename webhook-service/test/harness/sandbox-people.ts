import type { Contact, ConversationPage } from "@proppilot/shared-types";
import * as z from "zod";
import type { TestTenant } from "./running-service.ts";
import type { TestSandbox } from "./sandbox.ts";
import { until } from "./until.ts";

// Account 1 of the sandbox's seed as its people use it, and what it shows them.

/** Calls the sandbox's REST API as the administrator of account 1. */
export function administratorOf(sandbox: TestSandbox) {
  const token = sandbox.tokenOf("administrator", 1);
  return async (method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${sandbox.origin}/api/v1/accounts/1/${path}`, {
      method,
      headers: { "content-type": "application/json", api_access_token: token },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`The sandbox refuses ${method} ${path}: ${answer.status} ${await answer.text()}`);
    const text = await answer.text();
    return text ? JSON.parse(text) : undefined;
  };
}
export type Administrator = ReturnType<typeof administratorOf>;

const written = z.object({ contactId: z.int(), conversationId: z.int(), messageId: z.int() });

/** A customer writes; where they are new, contact and conversation come to be. */
export async function customerWrites(sandbox: TestSandbox, message: object) {
  return written.parse(await sandbox.control("POST", "incoming", { accountId: 1, ...message }));
}

/** Inbox ids by name. */
export async function inboxesOf(administrator: Administrator): Promise<(name: string) => number> {
  const answer = z.object({ payload: z.array(z.object({ id: z.int(), name: z.string() })) });
  const { payload } = answer.parse(await administrator("GET", "inboxes"));
  return (name) => payload.find((inbox) => inbox.name === name)?.id ?? Number.NaN;
}

/** Every webhook of what happened so far has been sent. */
export async function webhooksSent(sandbox: TestSandbox): Promise<void> {
  const pending = z.object({ pendingJobs: z.int() });
  await until("the sandbox has sent its webhooks", async () => {
    return pending.parse(await sandbox.control("GET", "state")).pendingJobs === 0;
  });
}

/** Nothing waits, and no read from Chatwoot is owed. */
export async function everythingRead(tenant: TestTenant): Promise<void> {
  await until(
    "nothing waits and nothing is owed",
    async () => {
      const effects = await tenant.rows<{ state: string }>("effects");
      return effects.every(({ state }) => state === "done") && (await tenant.rows("lane_entries")).length === 0;
    },
    30_000,
  );
}

const contactShape = z.object({
  payload: z.object({
    id: z.int(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone_number: z.string().nullable(),
    identifier: z.string().nullable(),
    custom_attributes: z.record(z.string(), z.json()),
  }),
});
const labelsShape = z.object({ payload: z.array(z.string()) });
const conversationsShape = z.object({
  payload: z.array(
    z.object({
      id: z.int(),
      inbox_id: z.int(),
      status: z.string(),
      labels: z.array(z.string()),
      meta: z.object({ assignee: z.object({ id: z.int() }).nullish() }),
    }),
  ),
});

/** A contact as Chatwoot shows it, and as we do, in one form. */
export interface Shown {
  chatwootId: number;
  name: string | null;
  email: string | null;
  phone: string | null;
  identifier: string | null;
  tags: string[];
  attributes: Record<string, unknown>;
  conversations: { id: number; inboxId: number; status: string; assignee: number | null; labels: string[] }[];
}

const byId = (left: { id: number }, right: { id: number }) => left.id - right.id;

export async function shownByChatwoot(administrator: Administrator, contactId: number): Promise<Shown> {
  const { payload: contact } = contactShape.parse(await administrator("GET", `contacts/${contactId}`));
  const labels = labelsShape.parse(await administrator("GET", `contacts/${contactId}/labels`)).payload;
  const list = conversationsShape.parse(await administrator("GET", `contacts/${contactId}/conversations`)).payload;
  return {
    chatwootId: contact.id,
    name: contact.name,
    email: contact.email,
    phone: contact.phone_number,
    identifier: contact.identifier,
    tags: labels.sort(),
    attributes: contact.custom_attributes,
    conversations: list
      .map(({ id, inbox_id: inboxId, status, labels: own, meta }) => ({
        id,
        inboxId,
        status,
        assignee: meta.assignee?.id ?? null,
        labels: own.sort(),
      }))
      .sort(byId),
  };
}

/** Asks our API; `contact` and `page` for what Chatwoot does not show. */
export async function shownByUs(tenant: TestTenant, contactId: number) {
  const answer = await tenant.get(`/contacts/by-chatwoot/${contactId}`);
  if (answer.status !== 200) throw new Error(`${answer.status} for contact ${contactId}`);
  const contact = (await answer.json()) as Contact;
  const page = (await (await tenant.get(`/contacts/${contact.id}/conversations?limit=100`)).json()) as ConversationPage;
  const { chatwootId, name, email, phone, identifier, tags } = contact;
  const shown: Shown = {
    chatwootId,
    name,
    email,
    phone,
    identifier,
    tags,
    attributes: Object.fromEntries(contact.attributes.map(({ key, value }) => [key, value])),
    conversations: page.items
      .map(({ id, inboxId, status, assignee, labels }) => ({
        id,
        inboxId,
        status,
        assignee: assignee?.id ?? null,
        labels,
      }))
      .sort(byId),
  };
  return { shown, contact, page };
}
