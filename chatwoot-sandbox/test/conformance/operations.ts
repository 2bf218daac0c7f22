import { type Client, dig, type TestSandbox } from "../support.ts";

const ACCOUNT = "/api/v1/accounts/{account_id}";

/** Every call that the sandbox answers and Chatwoot's description knows: as named there, and one such call. */
export interface Operation {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  call: string;
  body?: unknown;
  as?: "alan";
}

const nameFilter = { attribute_key: "name", filter_operator: "contains", values: ["a"], query_operator: null };
const openFilter = { attribute_key: "status", filter_operator: "equal_to", values: ["open"], query_operator: null };

export interface Ids {
  contact: number;
  conversation: number;
  webhook: number;
  label: number;
  definition: number;
}

/** Reads and writes on the seeded agency, in an order that leaves each what it needs. */
export const operations = ({ contact, conversation, webhook, label, definition }: Ids): Operation[] => [
  { method: "GET", path: "/api/v1/profile", call: "/profile" },
  { method: "GET", path: ACCOUNT, call: "" },
  ...(
    [
      { method: "GET", path: "/agents", call: "/agents" },
      { method: "GET", path: "/inboxes", call: "/inboxes" },
      { method: "GET", path: "/inboxes/{id}", call: "/inboxes/3" },
      { method: "GET", path: "/inbox_members/{inbox_id}", call: "/inbox_members/1" },
      { method: "POST", path: "/inbox_members", call: "/inbox_members", body: { inbox_id: 1, user_ids: [3] } },
      { method: "PATCH", path: "/inbox_members", call: "/inbox_members", body: { inbox_id: 1, user_ids: [1, 2] } },
      { method: "DELETE", path: "/inbox_members", call: "/inbox_members", body: { inbox_id: 1, user_ids: [9] } },
      { method: "GET", path: "/contacts", call: "/contacts?sort=name" },
      { method: "GET", path: "/contacts/search", call: "/contacts/search?q=a" },
      { method: "POST", path: "/contacts/filter", call: "/contacts/filter", body: { payload: [nameFilter] } },
      { method: "GET", path: "/contacts/{id}", call: `/contacts/${contact}` },
      { method: "GET", path: "/contacts/{id}", call: "/contacts/999999" },
      { method: "POST", path: "/contacts", call: "/contacts", body: { name: "Bo", identifier: "b", inbox_id: 6 } },
      { method: "PUT", path: "/contacts/{id}", call: `/contacts/${contact}`, body: { name: "Ada" } },
      { method: "GET", path: "/contacts/{id}/conversations", call: `/contacts/${contact}/conversations` },
      { method: "GET", path: "/contacts/{id}/labels", call: `/contacts/${contact}/labels` },
      { method: "POST", path: "/contacts/{id}/labels", call: `/contacts/${contact}/labels`, body: { labels: ["a"] } },
      { method: "GET", path: "/contacts/{id}/contactable_inboxes", call: `/contacts/${contact}/contactable_inboxes` },
      {
        method: "POST",
        path: "/contacts/{id}/contact_inboxes",
        call: `/contacts/${contact}/contact_inboxes`,
        body: { inbox_id: 6 },
      },
      {
        method: "POST",
        path: "/actions/contact_merge",
        call: "/actions/contact_merge",
        body: { base_contact_id: contact, mergee_contact_id: contact },
      },
      { method: "GET", path: "/conversations/meta", call: "/conversations/meta" },
      { method: "GET", path: "/conversations", call: "/conversations?status=all" },
      { method: "POST", path: "/conversations/filter", call: "/conversations/filter", body: { payload: [openFilter] } },
      { method: "GET", path: "/conversations/{conversation_id}", call: `/conversations/${conversation}` },
      { method: "POST", path: "/conversations", call: "/conversations", body: { contact_id: contact, inbox_id: 1 } },
      {
        method: "PATCH",
        path: "/conversations/{conversation_id}",
        call: `/conversations/${conversation}`,
        body: { priority: "low" },
      },
      {
        method: "POST",
        path: "/conversations/{conversation_id}/toggle_status",
        call: `/conversations/${conversation}/toggle_status`,
        body: { status: "pending" },
      },
      {
        method: "POST",
        path: "/conversations/{conversation_id}/toggle_priority",
        call: `/conversations/${conversation}/toggle_priority`,
        body: { priority: "high" },
      },
      {
        method: "POST",
        path: "/conversations/{conversation_id}/toggle_typing_status",
        call: `/conversations/${conversation}/toggle_typing_status`,
        body: { typing_status: "on" },
      },
      {
        method: "POST",
        path: "/conversations/{conversation_id}/custom_attributes",
        call: `/conversations/${conversation}/custom_attributes`,
        body: { custom_attributes: { a: 1 } },
      },
      {
        method: "POST",
        path: "/conversations/{conversation_id}/assignments",
        call: `/conversations/${conversation}/assignments`,
        body: { assignee_id: 2 },
      },
      {
        method: "GET",
        path: "/conversations/{conversation_id}/labels",
        call: `/conversations/${conversation}/labels`,
      },
      {
        method: "POST",
        path: "/conversations/{conversation_id}/labels",
        call: `/conversations/${conversation}/labels`,
        body: { labels: ["a"] },
      },
      {
        method: "GET",
        path: "/conversations/{conversation_id}/messages",
        call: `/conversations/${conversation}/messages`,
      },
      {
        method: "POST",
        path: "/conversations/{conversation_id}/messages",
        call: `/conversations/${conversation}/messages`,
        body: { content: "Hi", echo_id: "e" },
      },
      { method: "GET", path: "/labels", call: "/labels" },
      { method: "GET", path: "/labels/{id}", call: `/labels/${label}` },
      { method: "POST", path: "/labels", call: "/labels", body: { label: { title: "fresh" } } },
      { method: "PATCH", path: "/labels/{id}", call: `/labels/${label}`, body: { label: { description: "x" } } },
      { method: "DELETE", path: "/labels/{id}", call: `/labels/${label}` },
      { method: "GET", path: "/custom_attribute_definitions", call: "/custom_attribute_definitions" },
      {
        method: "GET",
        path: "/custom_attribute_definitions/{id}",
        call: `/custom_attribute_definitions/${definition}`,
      },
      {
        method: "POST",
        path: "/custom_attribute_definitions",
        call: "/custom_attribute_definitions",
        body: { attribute_key: "pets", attribute_display_name: "Pets", attribute_model: "contact_attribute" },
      },
      {
        method: "PATCH",
        path: "/custom_attribute_definitions/{id}",
        call: `/custom_attribute_definitions/${definition}`,
        body: { attribute_description: "x" },
      },
      {
        method: "DELETE",
        path: "/custom_attribute_definitions/{id}",
        call: `/custom_attribute_definitions/${definition}`,
      },
      { method: "GET", path: "/webhooks", call: "/webhooks" },
      {
        method: "POST",
        path: "/webhooks",
        call: "/webhooks",
        body: { webhook: { url: "https://hooks.example.com/b", name: "b", subscriptions: ["contact_created"] } },
      },
      { method: "PATCH", path: "/webhooks/{webhook_id}", call: `/webhooks/${webhook}`, body: { name: "c" } },
      { method: "DELETE", path: "/webhooks/{webhook_id}", call: `/webhooks/${webhook}` },
      { method: "DELETE", path: "/contacts/{id}", call: `/contacts/${contact}`, as: "alan" },
      { method: "DELETE", path: "/contacts/{id}", call: `/contacts/${contact}` },
    ] satisfies Operation[]
  ).map((operation: Operation) => ({
    ...operation,
    path: ACCOUNT + operation.path,
  })),
];

/** Carries an operation out, as the administrator unless it says otherwise. */
export function perform(sandbox: TestSandbox, { method, path, call, body, as }: Operation) {
  const who: Client = as === "alan" ? sandbox.alan : sandbox.grace;
  return who.call(method, path.startsWith(ACCOUNT) ? `/accounts/1${call}` : call, body);
}

export async function idsFor(sandbox: TestSandbox): Promise<Ids> {
  const contacts = await sandbox.grace.get("/accounts/1/contacts/search?q=amelia");
  const contact = dig<number>(contacts.body, "payload.0.id");
  const conversations = await sandbox.grace.get(`/accounts/1/contacts/${contact}/conversations`);
  const webhook = await sandbox.grace.post("/accounts/1/webhooks", {
    webhook: { url: "https://hooks.example.com/a", name: "a", subscriptions: ["contact_created"] },
  });
  const labels = await sandbox.grace.get("/accounts/1/labels");
  const definitions = await sandbox.grace.get("/accounts/1/custom_attribute_definitions");
  return {
    contact,
    conversation: dig(conversations.body, "payload.0.id"),
    webhook: dig(webhook.body, "payload.webhook.id"),
    label: dig(labels.body, "payload.0.id"),
    definition: dig(definitions.body, "0.id"),
  };
}
