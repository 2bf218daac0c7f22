import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./ensure-installed.mjs";

// Turbo sends usage figures home unless it is told not to.
const quietTurbo = { TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1" };

/** The environment for child processes: programs of node_modules are found by name. */
export function environment(more = {}) {
  const path = `${join(root, "node_modules/.bin")}:${process.env.PATH}`;
  return { ...process.env, ...quietTurbo, PATH: path, ...more };
}

/** Runs a program in the repository, its output shown as it comes. True where it succeeded. */
export function run(command, args, more = {}) {
  return spawnSync(command, args, { cwd: root, stdio: "inherit", env: environment(more) }).status === 0;
}

/** Builds all workspaces, from turbo's cache where nothing changed. Says nothing unless it fails. */
export function build() {
  const args = ["run", "build", "--ui=stream", "--output-logs=errors-only"];
  const { status, stdout, stderr } = spawnSync("turbo", args, { cwd: root, env: environment(), encoding: "utf8" });
  if (status !== 0) console.error(`${stdout ?? ""}${stderr ?? ""}`);
  return status === 0;
}
