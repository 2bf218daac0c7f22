import { requestJson } from "./request.ts";

export interface SandboxUser {
  id: number;
  name: string;
  email: string;
  accounts: { id: number; role: string }[];
  accessToken: string;
}

export interface WebhookFaults {
  drop: number;
  duplicate: number;
  delayMs: number;
  reorder: boolean;
}

export interface ApiFaults {
  failWith: 500 | 429 | null;
  latencyMs: number;
}

export interface Faults {
  webhooks: WebhookFaults;
  api: ApiFaults;
}

export interface FaultsChange {
  webhooks?: Partial<WebhookFaults>;
  api?: Partial<ApiFaults>;
}

export interface SandboxState {
  version: string;
  faults: Faults;
  accounts: { id: number; name: string }[];
  users: SandboxUser[];
}

export interface WebhookLogEntry {
  id: string | number;
  accountId: number;
  event: string;
  url: string;
  status: number | null;
  error: string | null;
  sentAt: string;
  durationMs: number;
  dropped: boolean;
}

export interface NewCustomer {
  name: string;
  email?: string;
  phone_number?: string;
  source_id?: string;
  additional_attributes?: Record<string, unknown>;
}

export interface Incoming {
  accountId: number;
  inboxId: number;
  conversationId?: number;
  contact?: NewCustomer;
  content: string;
}

/** The sandbox's own switches, which no real Chatwoot has. */
export const sandbox = {
  state: () => requestJson<SandboxState>("/sandbox/state"),
  writeAsCustomer: (incoming: Incoming) =>
    requestJson<{ conversationId: number }>("/sandbox/incoming", { method: "POST", body: incoming }),
  setFaults: (change: FaultsChange) => requestJson<Faults>("/sandbox/faults", { method: "PUT", body: change }),
  clearFaults: () => requestJson<Faults>("/sandbox/faults", { method: "DELETE" }),
  setVersion: (version: string) => requestJson<unknown>("/sandbox/version", { method: "PUT", body: { version } }),
  webhookLog: () => requestJson<WebhookLogEntry[]>("/sandbox/webhook-log"),
};

export type Sandbox = typeof sandbox;
