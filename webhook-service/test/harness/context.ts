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

/** A context on a database of its own that logs nothing, with the real clock. */
export async function startTestContext({
  trustedOrigins = [],
  publicUrl = "https://panel.test",
}: {
  trustedOrigins?: string[];
  publicUrl?: string;
} = {}): Promise<TestContext> {
  const database = await startTestDatabase();
  const env = { DATABASE_URL: database.url, SECRET_KEY: randomBytes(32).toString("base64"), PUBLIC_URL: publicUrl };
  const ctx: Context = {
    config: loadConfig(env, { trustedOrigins }),
    db: connect({ databaseUrl: database.url, applicationName: "proppilot test" }),
    log: pino({ level: "silent" }),
    now: () => new Date(),
    random: Math.random,
  };
  const close = async () => {
    await ctx.db.destroy();
    await database.close();
  };
  return { ctx, close, [Symbol.asyncDispose]: close };
}
