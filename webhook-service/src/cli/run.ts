import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import type { Context } from "../context.ts";
import { maintain } from "../jobs/maintain.ts";
import { queueIsReady } from "../jobs/queue-store.ts";
import { startWorkers } from "../jobs/start-workers.ts";
import { serve } from "../serve.ts";
import { migrate, schemaIsCurrent } from "../store/migrate.ts";
import { assertRolesAreBound } from "../store/roles.ts";
import { tenantClient } from "../tenants/tenant-client.ts";

export type WithContext = <T>(work: (ctx: Context) => Promise<T>) => Promise<T>;

/** `serve`, `work`, `migrate`: the programs of a deployment. */
export function addRunCommands(program: Command, withContext: WithContext): void {
  program
    .command("serve")
    .description("HTTP: webhooks in, panel, API, live stream")
    .action(() =>
      withContext(async (ctx) => {
        await untilStoreIsReady(ctx);
        const serving = await serve(ctx);
        ctx.log.info({ url: serving.url, publicUrl: ctx.config.publicUrl }, "listening");
        await untilStopped(ctx);
        await serving.stop();
      }),
    );
  program
    .command("work")
    .description("workers: deliveries become changes, effects become calls")
    .action(() =>
      withContext(async (ctx) => {
        await untilStoreIsReady(ctx);
        const workers = startWorkers(ctx, { clientOf: tenantClient });
        const maintenance = maintain(ctx);
        ctx.log.info("working");
        await untilStopped(ctx);
        await maintenance.stop();
        await workers.stop();
      }),
    );
  program
    .command("migrate")
    .description("brings the database schema up to date")
    .action(() =>
      withContext(async ({ config }) => {
        const names = await migrate(config);
        process.stdout.write(names.length > 0 ? `Migrated: ${names.join(", ")}\n` : "The schema is up to date.\n");
      }),
    );
}

/** A queue that is made while its database is down stays dead (DESIGN §5), so everything waits for it here. */
async function untilStoreIsReady(ctx: Context): Promise<void> {
  for (let said = false; ; said = true) {
    try {
      if ((await schemaIsCurrent(ctx.db)) && (await queueIsReady(ctx.config.queueUrl))) break;
      if (!said) ctx.log.warn("waiting for `proppilot migrate`: the schema is older than this program");
    } catch (error) {
      if (!said) ctx.log.warn({ err: error }, "waiting for the database and the queue");
    }
    await sleep(500);
  }
  await assertRolesAreBound(ctx.db);
}

/** Until a signal; from then on open work has SHUTDOWN_TIMEOUT to end. What is cut off is taken up by others. */
async function untilStopped({ config, log }: Context): Promise<void> {
  await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  const limit = setTimeout(() => {
    log.error("open work did not end within SHUTDOWN_TIMEOUT");
    process.exit(1);
  }, config.shutdownTimeoutMs);
  limit.unref();
}
