import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { NativeBinaries } from "./native-binaries.ts";
import type { ServerAccount } from "./server-account.ts";
import { give } from "./shared-folder.ts";

/** A database cluster on disk, with the password of its only user. */
export interface Cluster {
  data: string;
  password: string;
}

/** Opens the cluster in `home`, created at the first time. */
export async function openCluster(home: string, binaries: NativeBinaries, account: ServerAccount): Promise<Cluster> {
  const folder = join(home, "cluster");
  if (!existsSync(folder)) await createCluster(home, folder, binaries, account);
  const data = join(folder, "data");
  await refuseOtherVersion(data, binaries);
  return { data, password: readFileSync(join(folder, "password"), "utf8") };
}

/** Made aside and moved into place, so that an interrupted start leaves no half cluster and of two rivals one wins. */
async function createCluster(home: string, folder: string, binaries: NativeBinaries, account: ServerAccount) {
  const draft = mkdtempSync(`${folder}.`);
  try {
    const [data, password] = [join(draft, "data"), join(draft, "password")];
    mkdirSync(data);
    writeFileSync(password, randomBytes(24).toString("base64url"), { mode: 0o600 });
    for (const path of [draft, data, password]) give(path, account);
    const options = [
      `--pgdata=${data}`,
      `--pwfile=${password}`,
      "--username=postgres",
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // Sorts and folds case the same on every machine; the C library's locales differ.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
    ];
    await promisify(execFile)(binaries.initdb, options, { ...account, cwd: home, env: { LC_ALL: "C" } });
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function refuseOtherVersion(data: string, { postgres }: NativeBinaries) {
  const found = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  const { stdout } = await promisify(execFile)(postgres, ["--version"]);
  const ours = /(\d+)\./.exec(stdout)?.[1];
  if (found !== ours) {
    throw new Error(
      `${data} was made by PostgreSQL ${found}, and this is ${ours}: move the folder away or set DATABASE_URL.`,
    );
  }
}
