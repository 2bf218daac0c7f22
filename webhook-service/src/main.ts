import { Command } from "commander";
import pino from "pino";
import { addInstallCommand } from "./cli/install.ts";
import { addRunCommands } from "./cli/run.ts";
import { addTenantsCommand } from "./cli/tenants.ts";
import { ConfigError, loadConfig } from "./config/load-config.ts";
import type { Context } from "./context.ts";
import { embeddedEnvironment } from "./embedded/embedded-environment.ts";
import { AppError } from "./errors.ts";
import { logOptions } from "./log-options.ts";
import { connect } from "./store/connect.ts";

/** Builds the real context: the only place that reads the environment, the clock and chance. */
async function withContext<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
  const embedded = await embeddedEnvironment(process.env, (message) => process.stderr.write(`${message}\n`));
  try {
    const config = loadConfig(embedded.env, { trustedOrigins: embedded.trustedOrigins });
    const db = connect({ databaseUrl: config.databaseUrl, applicationName: "proppilot" });
    const log = pino({ ...logOptions, level: config.logLevel }, pino.destination({ dest: 2, sync: false }));
    try {
      return await work({ config, db, log, now: () => new Date(), random: Math.random });
    } finally {
      await db.destroy();
    }
  } finally {
    await embedded.stop();
  }
}

const program = new Command("proppilot").description("PropPilot Contact Details for Chatwoot");
addRunCommands(program, withContext);
addInstallCommand(program, withContext);
addTenantsCommand(program, withContext);

try {
  await program.parseAsync();
} catch (error) {
  const expected = error instanceof AppError || error instanceof ConfigError;
  process.stderr.write(`${expected || !(error instanceof Error) ? `${(error as Error).message}` : error.stack}\n`);
  process.exitCode = 1;
}
