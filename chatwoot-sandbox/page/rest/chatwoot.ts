import type {
  Agent,
  AttributeDefinition,
  Contact,
  Conversation,
  ConversationPage,
  ConversationStatus,
  DashboardApp,
  Inbox,
  Label,
  Message,
} from "./records.ts";
import { requestJson } from "./request.ts";

export type ContactEdit = Partial<Pick<Contact, "name" | "email" | "phone_number" | "custom_attributes">>;

/** Chatwoot's REST API as one agent in one account: the page has no private way in. */
export function createChatwoot(accountId: number, accessToken: string) {
  const base = `/api/v1/accounts/${accountId}`;
  const call = <T>(path: string, method = "GET", body?: unknown) =>
    requestJson<T>(base + path, { method, body, headers: { api_access_token: accessToken } });
  const payloadOf = async <T>(answer: Promise<{ payload: T }>) => (await answer).payload;

  return {
    inboxes: () => payloadOf(call<{ payload: Inbox[] }>("/inboxes")),
    agents: () => call<Agent[]>("/agents"),
    labels: () => payloadOf(call<{ payload: Label[] }>("/labels")),
    contactAttributes: () =>
      call<AttributeDefinition[]>("/custom_attribute_definitions?attribute_model=contact_attribute"),
    dashboardApps: () => call<DashboardApp[]>("/dashboard_apps"),

    conversations: (query: { status: string; inboxId: number | null; page: number }) => {
      const params = new URLSearchParams({ status: query.status, assignee_type: "all", page: String(query.page) });
      if (query.inboxId !== null) params.set("inbox_id", String(query.inboxId));
      return call<ConversationPage>(`/conversations?${params}`);
    },
    conversation: (id: number) => call<Conversation>(`/conversations/${id}`),
    messages: (id: number, range: { before?: number; after?: number } = {}) => {
      const params = new URLSearchParams(Object.entries(range).map(([key, value]) => [key, String(value)]));
      return payloadOf(call<{ payload: Message[] }>(`/conversations/${id}/messages?${params}`));
    },
    sendMessage: (id: number, message: { content: string; private: boolean }) =>
      call<Message>(`/conversations/${id}/messages`, "POST", message),
    setStatus: (id: number, status: ConversationStatus) =>
      call<unknown>(`/conversations/${id}/toggle_status`, "POST", { status }),
    assign: (id: number, assigneeId: number | null) =>
      call<unknown>(`/conversations/${id}/assignments`, "POST", { assignee_id: assigneeId }),
    markSeen: (id: number) => call<unknown>(`/conversations/${id}/update_last_seen`, "POST"),

    contact: (id: number) => payloadOf(call<{ payload: Contact }>(`/contacts/${id}`)),
    editContact: (id: number, edit: ContactEdit) =>
      payloadOf(call<{ payload: Contact }>(`/contacts/${id}`, "PUT", edit)),
    contactLabels: (id: number) => payloadOf(call<{ payload: string[] }>(`/contacts/${id}/labels`)),
    setContactLabels: (id: number, labels: string[]) =>
      payloadOf(call<{ payload: string[] }>(`/contacts/${id}/labels`, "POST", { labels })),
    contactConversations: (id: number) => payloadOf(call<{ payload: Conversation[] }>(`/contacts/${id}/conversations`)),
  };
}

export type Chatwoot = ReturnType<typeof createChatwoot>;
