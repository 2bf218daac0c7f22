import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "./running-server.ts";

/**
 * Enters this process among the users of the server in `home`. The returned function leaves and says whether live users
 * remain; crashed ones don't count, so a server that they left behind is ended by whoever comes and goes next.
 */
export function joinUsers(home: string): () => "last" | "others remain" {
  const folder = join(home, "users");
  mkdirSync(folder, { recursive: true });
  const ticket = join(folder, `${process.pid}.${randomUUID()}`);
  writeFileSync(ticket, "");
  return () => {
    rmSync(ticket, { force: true });
    for (const other of readdirSync(folder)) {
      if (isAlive(Number.parseInt(other, 10))) return "others remain";
      rmSync(join(folder, other), { force: true });
    }
    return "last";
  };
}
