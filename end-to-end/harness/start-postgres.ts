import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@proppilot/webhook-service/embedded/start-embedded-postgres";
import { databaseUrl, runSql } from "@proppilot/webhook-service/testing/database";
import { freePort } from "@proppilot/webhook-service/testing/free-port";
import { until } from "@proppilot/webhook-service/testing/until";

/** A PostgreSQL of a suite's own, which may come and go; its address stays. */
export interface OwnPostgres extends AsyncDisposable {
  /** A new database with nothing in it. */
  createDatabase(): Promise<string>;
  start(): Promise<void>;
  /** Immediate shutdown: sessions are cut off, nothing is written any more; the next start recovers from the log. */
  crash(): Promise<void>;
}

/** Makes the cluster and starts it. */
export async function startPostgres(): Promise<OwnPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), "proppilot-postgres-"));
  const port = await freePort();
  const start = () => startEmbeddedPostgres({ dataDir, port });
  let server = await start();
  const { url } = server;
  let databases = 0;

  return {
    async createDatabase() {
      databases += 1;
      await runSql(url, `create database scene_${databases}`);
      return databaseUrl(url, `scene_${databases}`);
    },
    async start() {
      server = await start();
    },
    async crash() {
      const folder = await runSql(url, "show data_directory");
      const pidFile = join(folder.rows[0].data_directory, "postmaster.pid");
      process.kill(Number(readFileSync(pidFile, "utf8").split("\n")[0]), "SIGQUIT");
      await until("PostgreSQL has ended", () => !existsSync(pidFile));
      await server.stop();
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
