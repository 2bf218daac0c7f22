import { randomUUID } from "node:crypto";
import { loadConfig } from "@proppilot/webhook-service/config/load-config";
import { sign } from "@proppilot/webhook-service/deliveries/verify-signature";
import { connect } from "@proppilot/webhook-service/store/connect";
import { createApiKey } from "@proppilot/webhook-service/tenants/create-api-key";
import { createTenantRecord, updateTenantRecord } from "@proppilot/webhook-service/tenants/tenant-record";
import type { Installation } from "./start-service.ts";

/** Where a suite that plays Chatwoot itself delivers, and how it signs. */
export interface Hook {
  tenantId: string;
  url: string;
  secret: string;
  apiKey: string;
}

/** Connects account 1 of a Chatwoot that nobody asks, or that the suite plays at `chatwootUrl`. */
export async function addHook(installation: Installation, chatwootUrl = "http://chatwoot.invalid"): Promise<Hook> {
  const config = loadConfig(installation.env);
  const db = connect({ databaseUrl: config.databaseUrl, applicationName: "proppilot end-to-end", poolSize: 1 });
  const ctx = { config, db };
  try {
    const facts = { name: "Harbour", chatwootVersion: null, token: "token", allowUnsigned: false };
    const record = await createTenantRecord(ctx, { chatwootUrl, accountId: 1 }, facts);
    const secret = randomUUID();
    await updateTenantRecord(ctx, record, { hookSecret: secret });
    const apiKey = await createApiKey(ctx, record.id, "end-to-end");
    return { tenantId: record.id, url: `${installation.url}/webhooks/chatwoot/${record.hookKey}`, secret, apiKey };
  } finally {
    await db.destroy();
  }
}

/** The headers of a webhook that is sent now. */
export function signedHeaders(secret: string, body: Buffer): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    "content-type": "application/json",
    "x-chatwoot-delivery": randomUUID(),
    "x-chatwoot-timestamp": timestamp,
    "x-chatwoot-signature": sign(secret, timestamp, body),
  };
}

/** Delivers one webhook; throws where no answer comes. */
export async function post({ url, secret }: Hook, body: unknown): Promise<{ status: number; id?: string }> {
  const raw = Buffer.from(JSON.stringify(body));
  const answer = await fetch(url, { method: "POST", headers: signedHeaders(secret, raw), body: raw });
  const { id } = (await answer.json()) as { id?: string };
  return { status: answer.status, ...(id !== undefined && { id }) };
}
