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

/** The folder for the database: the wanted one, or where its account cannot go there, one of the same name in the shared folder. */
export function reachableFolder(wanted: string, account: ServerAccount, log: (message: string) => void): string {
  const folder = resolve(wanted);
  mkdirSync(folder, { recursive: true });
  if (canUse(account, folder, "read")) return folder;
  const digest = createHash("sha256").update(folder).digest("hex").slice(0, 8);
  const elsewhere = join(sharedFolder(), `${basename(folder)}-${digest}`);
  log(`PostgreSQL's user cannot enter ${folder}: the data lives in ${elsewhere}`);
  mkdirSync(elsewhere, { recursive: true });
  chmodSync(elsewhere, 0o755);
  return elsewhere;
}

/** Hands a folder to the account that PostgreSQL runs as. */
export function give(path: string, { uid, gid }: ServerAccount): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}
