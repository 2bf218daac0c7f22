import { randomBytes } from "node:crypto";
import { pino } from "pino";
import { loadConfig } from "../../src/config/load-config.ts";
import type { Context } from "../../src/context.ts";
import { connect } from "../../src/store/connect.ts";
import { startTestDatabase } from "./database.ts";

export interface TestContext extends AsyncDisposable {
  ctx: Context;
  close(): Promise<void>;
}

export interface TestContextOptions {
  trustedOrigins?: string[];
  publicUrl?: string;
  /** Reaches the database server by another way, such as a relay that fails. */
  databaseHost?: string;
  /** The real clock by default. */
  now?: () => Date;
}

/** A context on a database of its own that logs nothing. */
export async function startTestContext({
  trustedOrigins = [],
  publicUrl = "https://panel.test",
  databaseHost,
  now = () => new Date(),
}: TestContextOptions = {}): Promise<TestContext> {
  const database = await startTestDatabase();
  const url = new URL(database.url);
  if (databaseHost) url.host = databaseHost;
  const env = { DATABASE_URL: url.href, SECRET_KEY: randomBytes(32).toString("base64"), PUBLIC_URL: publicUrl };
  const ctx: Context = {
    config: loadConfig(env, { trustedOrigins }),
    db: connect({ databaseUrl: url.href, applicationName: "proppilot test" }),
    log: pino({ level: "silent" }),
    now,
    random: Math.random,
  };
  const close = async () => {
    await ctx.db.destroy();
    await database.close();
  };
  return { ctx, close, [Symbol.asyncDispose]: close };
}
