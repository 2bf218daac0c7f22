import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Cluster } from "./cluster.ts";
import { errorCode } from "./error-code.ts";

/** A PostgreSQL server process that accepts connections on 127.0.0.1. */
export interface RunningServer {
  pid: number;
  port: number;
}

const POLL_MS = 25;

/** Not listening yet, cut off, and 57P03: "starting up" or "shutting down". */
const MATTER_OF_TIME = ["ECONNREFUSED", "ECONNRESET", "57P03"];

/** The server that works on this cluster, once it accepts connections; undefined when none runs or it ends meanwhile. */
export async function findRunningServer(cluster: Cluster): Promise<RunningServer | undefined> {
  for (;;) {
    const server = readServer(cluster);
    if (!server) return undefined;
    if (server.isReady && (await accepts(connectionUrl(server, cluster)))) return server;
    await sleep(POLL_MS);
  }
}

/** A power cut leaves the file behind, and its number may by now belong to any program. */
export function removeStalePidFile(cluster: Cluster): void {
  if (readPidFile(cluster) && !readServer(cluster)) rmSync(pidFile(cluster), { force: true });
}

/** Fast shutdown: sessions are ended, everything is written. After 30 s the log alone must do (it is enough). */
export async function stopServer(cluster: Cluster): Promise<void> {
  const patience = Date.now() + 30_000;
  const pid = readServer(cluster)?.pid;
  if (!pid) return;
  signal(pid, "SIGINT");
  while (readServer(cluster)?.pid === pid) {
    if (Date.now() > patience) signal(pid, "SIGQUIT");
    await sleep(POLL_MS);
  }
}

/** How a client reaches a database of the server. */
export function connectionUrl({ port }: RunningServer, { password }: Cluster, database = "postgres"): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
}

/** Whether the process exists; somebody else's counts too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

function pidFile(cluster: Cluster): string {
  return join(cluster.data, "postmaster.pid");
}

/** Its lines; undefined without one, which the server itself removes as it ends. */
function readPidFile(cluster: Cluster): string[] | undefined {
  try {
    return readFileSync(pidFile(cluster), "utf8").split("\n");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Line 1 is the process, line 4 the port, line 8 the state. Until it is "ready" the port may be somebody else's, whom a
 * server that cannot start names all the same.
 */
function readServer(cluster: Cluster): (RunningServer & { isReady: boolean }) | undefined {
  const lines = readPidFile(cluster);
  const pid = Number(lines?.[0]);
  return isPostgres(pid) ? { pid, port: Number(lines?.[3]), isReady: lines?.[7]?.trim() === "ready" } : undefined;
}

function signal(pid: number, name: NodeJS.Signals) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) !== "ESRCH") throw error;
  }
}

/** On Linux the name and state are known too: a recycled number or a dead process that nobody reaped is no server. */
function isPostgres(pid: number): boolean {
  if (!pid || !isAlive(pid)) return false;
  if (process.platform !== "linux") return true;
  try {
    return /^\d+ \(postgres\) [^ZX]/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

async function accepts(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (MATTER_OF_TIME.includes(errorCode(error) ?? "")) return false;
    throw error;
  } finally {
    await client.end();
  }
}
