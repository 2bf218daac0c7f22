import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { embeddedSecret } from "./embedded-secret.ts";
import { startEmbeddedPostgres } from "./start-embedded-postgres.ts";

type Environment = Record<string, string | undefined>;

/** The environment to run with, and what its making has started. */
export interface EmbeddedEnvironment {
  env: Environment;
  /** Origins that may be private without ALLOW_PRIVATE_NETWORK. */
  trustedOrigins: readonly string[];
  stop(): Promise<void>;
}

const DATA = fileURLToPath(new URL("../../../.data", import.meta.url));
const SANDBOX = "http://localhost:3100";

/**
 * The embedded default: without DATABASE_URL a PostgreSQL and a SECRET_KEY of our own, kept in `.data/`, and the
 * sandbox's origin trusted. With DATABASE_URL nothing is added: then the key is the operator's to keep.
 */
export async function embeddedEnvironment(
  env: Environment,
  log: (message: string) => void,
): Promise<EmbeddedEnvironment> {
  if (env.DATABASE_URL) return { env, trustedOrigins: [], stop: async () => {} };
  const database = await startEmbeddedPostgres({ dataDir: join(DATA, "postgres"), log });
  const ours = { DATABASE_URL: database.url, SECRET_KEY: env.SECRET_KEY || embeddedSecret(DATA) };
  return { env: { ...env, ...ours }, trustedOrigins: [SANDBOX], stop: database.stop };
}
