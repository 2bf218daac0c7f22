import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { root } from "./ensure-installed.mjs";

const RESTART_AFTER_MS = 1000;
const CRASHES_A_MINUTE = 5;

/**
 * Keeps Node programs running: one that crashes is started again, one that keeps crashing ends everything.
 * @param onGiveUp hears why
 */
export function supervise(onGiveUp) {
  const children = [];
  let stopping = false;

  function start(name, args, env = process.env) {
    const child = { name, args, env, crashes: [] };
    children.push(child);
    launch(child);
  }

  function launch(child) {
    // A process group of its own: Ctrl-C reaches this program alone, which then ends the children in order.
    const options = { cwd: root, env: child.env, detached: true, stdio: ["ignore", "pipe", "pipe"] };
    child.process = spawn(process.execPath, child.args, options);
    createInterface(child.process.stdout).on("line", (line) => show(child.name, line));
    createInterface(child.process.stderr).on("line", (line) => show(child.name, line));
    child.process.once("exit", (code, signal) => stopping || crashed(child, signal ?? `code ${code}`));
  }

  function crashed(child, how) {
    const now = Date.now();
    child.crashes = [...child.crashes, now].filter((time) => now - time < 60_000);
    if (child.crashes.length === CRASHES_A_MINUTE) {
      return onGiveUp(`${child.name} ended ${CRASHES_A_MINUTE} times within a minute, the last time with ${how}.`);
    }
    show(child.name, `ended with ${how}, starting it again`);
    setTimeout(() => stopping || launch(child), RESTART_AFTER_MS);
  }

  /** One after the other, the newest first. */
  async function stop() {
    stopping = true;
    for (const { process: child } of children.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill("SIGTERM");
      await once(child, "exit");
    }
  }

  function kill() {
    stopping = true;
    for (const child of children) child.process.kill("SIGKILL");
  }

  return { start, stop, kill };
}

/** Calm: of a JSON log only warnings and errors, and every line that is no log. */
function show(name, line) {
  const entry = parse(line);
  if (entry === undefined) console.log(`[${name}] ${line}`);
  else if (entry.level >= 40) console.log(`[${name}] ${entry.msg}${entry.err ? `: ${entry.err.message}` : ""}`);
}

function parse(line) {
  try {
    return JSON.parse(line) ?? undefined;
  } catch {
    return undefined;
  }
}
