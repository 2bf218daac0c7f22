import { randomUUID } from "node:crypto";
import type { Context } from "../../src/context.ts";
import { sign } from "../../src/deliveries/verify-signature.ts";
import type { ClientOf } from "../../src/effects/run-effect.ts";
import { startWorkers, type Workers } from "../../src/jobs/start-workers.ts";
import { type Serving, serve } from "../../src/serve.ts";
import { inTenant } from "../../src/store/in-tenant.ts";
import { createApiKey } from "../../src/tenants/create-api-key.ts";
import { tenantClient } from "../../src/tenants/tenant-client.ts";
import { createTenantRecord, type TenantRecord, updateTenantRecord } from "../../src/tenants/tenant-record.ts";
import { startTestContext, type TestContextOptions } from "./context.ts";
import { until } from "./until.ts";

/** The secret of every tenant made by hand, and of the recorded signature (index.json of the payloads). */
export const testSecret = "test_secret_please_rotate";

export interface RunningService extends AsyncDisposable {
  ctx: Context;
  url: string;
  workers: Workers;
  /** Connects an account by hand: no Chatwoot is asked. */
  addTenant(tenant?: {
    accountId?: number;
    chatwootUrl?: string;
    token?: string;
    unsigned?: boolean;
  }): Promise<TestTenant>;
  close(): Promise<void>;
}

export interface TestTenant {
  record: TenantRecord;
  apiKey: string;
  /** Posts a body as Chatwoot does, signed unless told otherwise. */
  deliver(body: unknown, options?: DeliverOptions): Promise<Response>;
  /** Asks the API as an integrator. */
  get(path: string, init?: RequestInit): Promise<Response>;
  /** Everything stored has ended. */
  settled(): Promise<void>;
  /** Rows of a table, as the service's own role sees them. */
  rows<R extends object = Record<string, unknown>>(table: string): Promise<R[]>;
}

export interface DeliverOptions {
  secret?: string;
  /** Unix seconds. */
  timestamp?: number;
  deliveryId?: string;
  headers?: Record<string, string>;
  /** Sent instead of what was signed. */
  sentBody?: string | Uint8Array;
}

export interface RunOptions extends TestContextOptions {
  queueUrl?: string | undefined;
  /** Without one every read from Chatwoot fails as unreachable. */
  clientOf?: ClientOf;
  /** false: deliveries are stored and wait. */
  work?: boolean;
}

/** Server and workers in this process, on a database of their own. */
export async function startService({
  queueUrl,
  clientOf = tenantClient,
  work = true,
  ...options
}: RunOptions = {}): Promise<RunningService> {
  const base = await startTestContext(options);
  const ctx: Context = {
    ...base.ctx,
    config: { ...base.ctx.config, port: 0, queueUrl: queueUrl ?? base.ctx.config.queueUrl },
  };
  const serving: Serving = await serve(ctx);
  const workers = work ? startWorkers(ctx, { clientOf, sweepEvery: 200 }) : { stop: async () => {} };
  const close = async () => {
    await serving.stop();
    await workers.stop();
    await base.close();
  };
  return {
    ctx,
    url: serving.url,
    workers,
    close,
    [Symbol.asyncDispose]: close,
    addTenant: (tenant = {}) => addTenant(ctx, serving.url, tenant),
  };
}

async function addTenant(
  ctx: Context,
  url: string,
  { accountId = 1, chatwootUrl = "https://chatwoot.test", token = "t", unsigned = false },
): Promise<TestTenant> {
  const facts = { name: `Account ${accountId}`, chatwootVersion: null, token, allowUnsigned: unsigned };
  const record = await createTenantRecord(ctx, { chatwootUrl, accountId }, facts);
  if (!unsigned) await updateTenantRecord(ctx, record, { hookSecret: testSecret });
  const apiKey = await createApiKey(ctx, record.id, "tests");
  // knex can't infer rows of a table that is named at run time.
  const rows = <R extends object>(table: string) =>
    inTenant(ctx.db, record.id, async (tx) => (await tx(table).select("*")) as R[]);
  return {
    record,
    apiKey,
    rows,
    deliver(body, options = {}) {
      const raw = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
      const timestamp = String(options.timestamp ?? Math.floor(ctx.now().getTime() / 1000));
      const signed = {
        "x-chatwoot-delivery": options.deliveryId ?? randomUUID(),
        "x-chatwoot-timestamp": timestamp,
        "x-chatwoot-signature": sign(options.secret ?? testSecret, timestamp, raw),
      };
      return fetch(`${url}/webhooks/chatwoot/${record.hookKey}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(!unsigned && signed), ...options.headers },
        body: options.sentBody ?? raw,
      });
    },
    get: (path, init) =>
      fetch(`${url}/api/v1${path}`, { ...init, headers: { authorization: `Bearer ${apiKey}`, ...init?.headers } }),
    async settled() {
      await until("every delivery has ended", async () => (await rows("lane_entries")).length === 0);
    },
  };
}
