import { runSql, startTestDatabase } from "@proppilot/webhook-service/testing/database";
import { prepareDatabases } from "@proppilot/webhook-service/testing/prepare-databases";
import { addHook, type Hook } from "../harness/hook.ts";
import { type Installation, newInstallation } from "../harness/start-service.ts";

/** An installation on a fresh database of the benchmarks' server. */
export interface MeasuredInstallation {
  installation: Installation;
  databaseUrl: string;
  hook: Hook;
}

/** Runs a benchmark with the database server that it needs, and ends that. */
export async function withServer(measure: () => Promise<void>): Promise<void> {
  const server = await prepareDatabases();
  try {
    await measure();
  } finally {
    await server.close();
  }
}

export async function install(chatwootUrl?: string): Promise<MeasuredInstallation> {
  const { url: databaseUrl } = await startTestDatabase();
  const installation = await newInstallation(databaseUrl);
  return { installation, databaseUrl, hook: await addHook(installation, chatwootUrl) };
}

/** The only value of the only row. */
export async function ask(databaseUrl: string, sql: string): Promise<unknown> {
  return Object.values((await runSql(databaseUrl, sql)).rows[0] ?? {})[0];
}
