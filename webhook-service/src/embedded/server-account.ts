import { execFileSync, spawnSync } from "node:child_process";

/** The user that PostgreSQL runs as, in the shape `spawn` takes; empty means ourselves. */
export interface ServerAccount {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses root, so root lends it the system user `postgres`, created where missing. */
export function serverAccount(log: (message: string) => void): ServerAccount {
  if (process.getuid?.() !== 0) return {};
  return findUser() ?? createUser(log);
}

/** Asks the system itself, because modes, access lists and mounts all have a say in it. */
export function canUse(account: ServerAccount, path: string, right: "read" | "write"): boolean {
  const test = right === "read" ? '[ -r "$1" ]' : '[ -w "$1" ] && [ -x "$1" ]';
  return spawnSync("/bin/sh", ["-c", test, "sh", path], { ...account, cwd: "/" }).status === 0;
}

function findUser(): ServerAccount | undefined {
  const id = (flag: string) => spawnSync("id", [flag, "postgres"], { encoding: "utf8" });
  const [uid, gid] = [id("-u"), id("-g")];
  if (uid.status !== 0 || gid.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function createUser(log: (message: string) => void): ServerAccount {
  log("PostgreSQL does not run as root: creating the system user postgres for it");
  try {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "postgres"]);
  } catch (cause) {
    throw new Error("PostgreSQL does not run as root, and the system user postgres could not be created.", { cause });
  }
  const user = findUser();
  if (!user) throw new Error("The system user postgres was created but cannot be found.");
  return user;
}
