import { createHash } from "node:crypto";
import { chmodSync, chownSync, mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { canUse, type ServerAccount } from "./server-account.ts";

/** Only root comes to need it: for clones in folders that the system user postgres cannot enter, such as /root. */
const SHARED_FOLDER = "/var/lib/proppilot";

/** Makes the shared folder, enterable for everybody whatever the umask. Never touches the modes of anyone's own folders. */
export function sharedFolder(): string {
  mkdirSync(SHARED_FOLDER, { recursive: true });
  chmodSync(SHARED_FOLDER, 0o755);
  return SHARED_FOLDER;
}

/**
 * The folder for the database, handed to its account: the wanted one or, where that account cannot pass through the
 * folders above it, one of the same name in the shared folder.
 */
export function reachableFolder(wanted: string, account: ServerAccount, log: (message: string) => void): string {
  const folder = resolve(wanted);
  mkdirSync(folder, { recursive: true });
  give(folder, account);
  if (canUse(account, folder, "write")) return folder;
  const digest = createHash("sha256").update(folder).digest("hex").slice(0, 8);
  const elsewhere = join(sharedFolder(), `${basename(folder)}-${digest}`);
  const isNew = mkdirSync(elsewhere, { recursive: true, mode: 0o700 }) !== undefined;
  if (isNew) log(`PostgreSQL's user cannot enter ${folder}: the data lives in ${elsewhere}`);
  give(elsewhere, account);
  return elsewhere;
}

/** Hands a folder to the account that PostgreSQL runs as. */
export function give(path: string, { uid, gid }: ServerAccount): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}
