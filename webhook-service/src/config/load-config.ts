import * as z from "zod";

const flag = z
  .enum(["true", "false", "1", "0", ""])
  .default("false")
  .transform((value) => value === "true" || value === "1");

const secretKey = z.base64().refine((value) => Buffer.from(value, "base64").length === 32, {
  message: "must be 32 bytes in base64 (make one with: openssl rand -base64 32)",
});

/** The environment, as DESIGN §4 names it. Descriptions end up in the configuration reference. */
export const environmentSchema = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe("PostgreSQL >= 14. Without it a PostgreSQL of our own runs in .data/"),
  QUEUE_URL: z
    .url({ protocol: /^(rediss?|postgres(ql)?)$/ })
    .optional()
    .describe("redis:// for Redis or Valkey; without it the queue lives in the same PostgreSQL"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe("where `serve` listens"),
  HOST: z.string().min(1).default("127.0.0.1").describe("the address that `serve` binds to"),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("our address as Chatwoot and browsers reach it; without it http://HOST:PORT"),
  SECRET_KEY: secretKey.describe("32 bytes in base64: encrypts stored tokens"),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("how much is logged"),
  ALLOW_PRIVATE_NETWORK: flag.describe("lets Chatwoot live on a private address or plain http"),
  SHUTDOWN_TIMEOUT: z.coerce.number().int().min(0).default(10_000).describe("milliseconds for open work at shutdown"),
});

export interface Config {
  databaseUrl: string;
  /** Where BullMQ keeps its jobs: Redis, or the database above. */
  queueUrl: string;
  port: number;
  host: string;
  /** No trailing slash. */
  publicUrl: string;
  secretKey: Buffer;
  logLevel: z.infer<typeof environmentSchema>["LOG_LEVEL"];
  allowPrivateNetwork: boolean;
  /** Origins that may be private although `allowPrivateNetwork` is off: the sandbox's, in embedded mode. */
  trustedOrigins: readonly string[];
  shutdownTimeoutMs: number;
}

/** Every fault of the environment at once, one a line. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/** Pure: the environment in, the configuration out. Throws {@link ConfigError} that names every fault. */
export function loadConfig(
  env: Record<string, string | undefined>,
  { trustedOrigins = [] }: { trustedOrigins?: readonly string[] } = {},
): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigError(`The environment is not usable:\n${faults.join("\n")}`);
  }
  const e = parsed.data;
  return {
    databaseUrl: e.DATABASE_URL,
    queueUrl: e.QUEUE_URL ?? e.DATABASE_URL,
    port: e.PORT,
    host: e.HOST,
    publicUrl: (e.PUBLIC_URL ?? `http://${e.HOST}:${e.PORT}`).replace(/\/+$/, ""),
    secretKey: Buffer.from(e.SECRET_KEY, "base64"),
    logLevel: e.LOG_LEVEL,
    allowPrivateNetwork: e.ALLOW_PRIVATE_NETWORK,
    trustedOrigins,
    shutdownTimeoutMs: e.SHUTDOWN_TIMEOUT,
  };
}
