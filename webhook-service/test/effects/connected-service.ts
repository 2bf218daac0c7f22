import { inTenant } from "../../src/store/in-tenant.ts";
import { connectAccount } from "../../src/tenants/connect-account.ts";
import { createApiKey } from "../../src/tenants/create-api-key.ts";
import { type RunningService, startService } from "../harness/running-service.ts";
import { startTestSandbox, type TestSandbox } from "../harness/sandbox.ts";
import { until } from "../harness/until.ts";

interface Written {
  contactId: number;
  conversationId: number;
  messageId: number;
}

export interface Opened {
  status: number;
  body: Record<string, unknown>;
  ms: number;
}

/** The service beside a Chatwoot that it is connected to, so that whatever happens there comes here. */
export interface ConnectedService extends AsyncDisposable {
  service: RunningService;
  sandbox: TestSandbox;
  tenantId: string;
  /** A customer writes. */
  write(contact: { id?: number; name?: string; source_id?: string }, content?: string): Promise<Written>;
  /** Acts in Chatwoot as its administrator. */
  chatwoot<T>(method: string, path: string, body?: unknown): Promise<T>;
  faults(api: object): Promise<unknown>;
  /** Contacts that were there before we were connected, so that we never heard of them. */
  strangers(): Promise<number[]>;
  get(path: string): Promise<Opened>;
  /** Opens the panel on a contact of Chatwoot's. */
  open(chatwootId: number): Promise<Opened>;
  rows<R = Record<string, unknown>>(table: string): Promise<R[]>;
  /** How often Chatwoot was asked for the contact. */
  readsOf(chatwootId: number): Promise<number>;
  /** Every webhook has come, every delivery has ended, nothing is owed. */
  quiet(): Promise<void>;
  /** As if Chatwoot had been asked about everybody long ago. */
  makeStale(): Promise<void>;
  close(): Promise<void>;
}

/** An address that the service may call, where nothing listens. */
export const nowhere = "http://127.0.0.1:1";

const accountId = 1;
const website = 3;

export async function startConnectedService(): Promise<ConnectedService> {
  const sandbox = await startTestSandbox();
  const service = await startService({ trustedOrigins: [sandbox.origin, nowhere] });
  const { ctx } = service;
  const token = sandbox.tokenOf("administrator", accountId);
  const reachable = { ...ctx, config: { ...ctx.config, publicUrl: service.url } };
  const { tenant } = await connectAccount(reachable, { chatwootUrl: sandbox.origin, accountId, token });
  if (!tenant) throw new Error("The account was not connected.");
  const apiKey = await createApiKey(ctx, tenant.id, "tests");

  const rows = <R>(table: string) => inTenant(ctx.db, tenant.id, async (tx) => (await tx(table).select("*")) as R[]);
  const chatwoot = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${sandbox.origin}/api/v1/accounts/${accountId}/${path}`, {
      method,
      headers: { "content-type": "application/json", "api-access-token": token },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`Chatwoot refuses ${method} ${path}: ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  };
  const get = async (path: string): Promise<Opened> => {
    const begun = performance.now();
    const answer = await fetch(`${service.url}/api/v1${path}`, { headers: { authorization: `Bearer ${apiKey}` } });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : {}, ms: performance.now() - begun };
  };
  const close = async () => {
    await sandbox.close();
    await service.close();
  };
  return {
    service,
    sandbox,
    tenantId: tenant.id,
    rows,
    chatwoot,
    get,
    close,
    [Symbol.asyncDispose]: close,
    write: (contact, content = "Is it still free?") =>
      sandbox.control("POST", "incoming", { accountId, inboxId: website, contact, content }) as Promise<Written>,
    faults: (api) => sandbox.control("PUT", "faults", { api }),
    open: (chatwootId) => get(`/contacts/by-chatwoot/${chatwootId}`),
    async strangers() {
      const { payload } = await chatwoot<{ payload: { id: number }[] }>("GET", "contacts");
      return payload.map(({ id }) => id);
    },
    async readsOf(chatwootId) {
      const calls = (await sandbox.control("GET", "calls")) as { method: string; path: string }[];
      const path = new RegExp(`/contacts/${chatwootId}(\\?|$)`);
      return calls.filter((call) => call.method === "GET" && path.test(call.path)).length;
    },
    async quiet() {
      await until("everything has come to rest", async () => {
        const { pendingJobs } = (await sandbox.control("GET", "state")) as { pendingJobs: number };
        const [waiting, owed] = [await rows("lane_entries"), await rows<{ state: string }>("effects")];
        return pendingJobs === 0 && waiting.length === 0 && owed.every(({ state }) => state === "done");
      });
    },
    async makeStale() {
      await ctx.db("contacts").update({ checked_at: ctx.db.raw("checked_at - interval '1 hour'") });
    },
  };
}
