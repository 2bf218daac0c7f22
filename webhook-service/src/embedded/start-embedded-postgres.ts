import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Cluster, openCluster } from "./cluster.ts";
import { errorCode } from "./error-code.ts";
import { freePort } from "./free-port.ts";
import { type NativeBinaries, nativeBinaries } from "./native-binaries.ts";
import {
  connectionUrl,
  findRunningServer,
  type RunningServer,
  removeStalePidFile,
  stopServer,
} from "./running-server.ts";
import { type ServerAccount, serverAccount } from "./server-account.ts";
import { reachableFolder } from "./shared-folder.ts";
import { joinUsers } from "./users.ts";

/** What the embedded server may be told. */
export interface EmbeddedPostgresOptions {
  /** Where the data lives; made at the first start. */
  dataDir: string;
  /** 0, the default, takes a free port. Has no effect on a server that is running already. */
  port?: number;
  /** Hears what is done outside the data folder. PostgreSQL's own log is the file `postgres.log` in the data folder. */
  log?: (message: string) => void;
  /** More server settings, as in postgresql.conf. */
  settings?: Record<string, string>;
}

/** A real PostgreSQL on 127.0.0.1, ours until `stop`. */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** The service's database, as the server's superuser. */
  url: string;
  /** Leaves the server; the last user who leaves ends it. */
  stop(): Promise<void>;
}

const DATABASE = "proppilot";

/**
 * Starts PostgreSQL 18 on a data folder, or joins the one that another process of ours runs there already. It is durable
 * (fsync and synchronous_commit keep their defaults), outlives a crash of its users, and is joined by the next one.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => {});
  const account = serverAccount(log);
  const home = reachableFolder(options.dataDir, account, log);
  const binaries = nativeBinaries(account, log);
  const leave = joinUsers(home);
  try {
    const cluster = await openCluster(home, binaries, account);
    const server = (await findRunningServer(cluster)) ?? (await launch(options, home, cluster, binaries, account));
    await createDatabase(server, cluster);
    const stop = async () => {
      if (leave() === "last") await stopServer(cluster);
    };
    return { url: connectionUrl(server, cluster, DATABASE), stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    leave();
    throw error;
  }
}

async function launch(
  options: EmbeddedPostgresOptions,
  home: string,
  cluster: Cluster,
  { postgres }: NativeBinaries,
  account: ServerAccount,
): Promise<RunningServer> {
  const logFile = join(home, "postgres.log");
  const patience = Date.now() + 10_000;
  for (;;) {
    removeStalePidFile(cluster);
    const child = await spawnServer(postgres, cluster, account, logFile, options);
    const server = await firstSign(child, cluster);
    if (server) return server;
    const reason = lastLines(logFile);
    // The children of a server that was killed take a moment to notice and let go of its memory.
    if (!reason.includes("shared memory block") || Date.now() > patience) {
      throw new Error(`The embedded PostgreSQL did not start. The end of ${logFile}:\n${reason}`);
    }
    await sleep(100);
  }
}

async function spawnServer(
  postgres: string,
  cluster: Cluster,
  account: ServerAccount,
  logFile: string,
  options: EmbeddedPostgresOptions,
): Promise<ChildProcess> {
  const settings = {
    ...options.settings,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port: String(options.port || (await freePort())),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(logFile, "a", 0o600);
  const child = spawn(postgres, ["-D", cluster.data, ...flags], {
    ...account,
    cwd: cluster.data,
    env: { LC_ALL: "C" },
    stdio: ["ignore", log, log],
    // A group of its own: Ctrl-C must end its users first.
    detached: true,
  });
  closeSync(log);
  child.unref();
  return child;
}

/** Our server accepting connections or, when it gave up because a rival was quicker on the same data, the rival's. */
async function firstSign(child: ChildProcess, cluster: Cluster): Promise<RunningServer | undefined> {
  const exited = once(child, "exit").then(() => "exited" as const);
  for (;;) {
    const server = await findRunningServer(cluster);
    if (server) return server;
    const news = await Promise.race([exited, sleep(25)]);
    if (news === "exited") return findRunningServer(cluster);
  }
}

async function createDatabase(server: RunningServer, cluster: Cluster) {
  const client = new pg.Client({ connectionString: connectionUrl(server, cluster) });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } catch (error) {
    const rivalWasQuicker = ["42P04", "23505"].includes(errorCode(error) ?? "");
    if (!rivalWasQuicker) throw error;
  } finally {
    await client.end();
  }
}

function lastLines(file: string): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-6).join("\n");
}
