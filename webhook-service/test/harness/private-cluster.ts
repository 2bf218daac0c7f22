import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../../src/embedded/free-port.ts";
import { nativeBinaries } from "../../src/embedded/native-binaries.ts";
import { serverAccount } from "../../src/embedded/server-account.ts";
import { give } from "../../src/embedded/shared-folder.ts";

/** A PostgreSQL of a suite's own: roles belong to a cluster, and the shared one is everybody's. */
export interface PrivateCluster extends AsyncDisposable {
  /** As a role, without a password. */
  url(role: string, database: string): string;
  close(): Promise<void>;
}

const account = serverAccount(() => {});
const systemFolder = "/usr/lib/postgresql";
const embedded = dirname(nativeBinaries(account, () => {}).postgres);
const system = existsSync(systemFolder) ? readdirSync(systemFolder).map((name) => join(systemFolder, name, "bin")) : [];

/** The releases that this machine can run, with their programs: the embedded one, and what Debian installed. */
export const installedReleases = [embedded, ...system]
  .filter((programs) => existsSync(join(programs, "initdb")))
  .map((programs) => {
    const version = execFileSync(join(programs, "postgres"), ["--version"], { encoding: "utf8" });
    return { release: /\d+/.exec(version)?.[0] ?? version, programs };
  });

/** Starts an empty cluster whose superuser is `postgres`; it forgets everything at the end. */
export async function startPrivateCluster(programs: string = embedded): Promise<PrivateCluster> {
  const home = mkdtempSync(join(tmpdir(), "proppilot-cluster-"));
  give(home, account);
  const data = join(home, "data");
  const run = (name: string, args: string[]) =>
    promisify(execFile)(join(programs, name), args, { ...account, cwd: home, env: { LC_ALL: "C" } });
  await run("initdb", ["-D", data, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]);
  const port = await freePort();
  const settings = ["-c listen_addresses=127.0.0.1", "-c unix_socket_directories=", `-c port=${port}`, "-c fsync=off"];
  await run("pg_ctl", ["-D", data, "-w", "-l", join(home, "log"), "-o", settings.join(" "), "start"]);
  const close = async () => {
    await run("pg_ctl", ["-D", data, "-w", "-m", "immediate", "stop"]);
    rmSync(home, { recursive: true, force: true });
  };
  return {
    url: (role, database) => `postgres://${role}@127.0.0.1:${port}/${database}`,
    close,
    [Symbol.asyncDispose]: close,
  };
}
