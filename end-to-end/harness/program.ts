import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { until } from "@proppilot/webhook-service/testing/until";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export type Environment = Record<string, string | undefined>;

/** A program of ours as a process of its own. */
export interface Program extends AsyncDisposable {
  readonly process: ChildProcess;
  /** What it printed so far, both streams, a line each. */
  readonly lines: readonly string[];
  /** Waits for the first line that `read` makes something of; fails with the output when the program ends before. */
  untilPrinted<T>(read: (line: string) => T | undefined): Promise<T>;
  /** Resolves with the exit code once it has ended and all of its output is in `lines`. */
  readonly ended: Promise<number | null>;
  /** Asks it to end (SIGTERM) and waits; SIGKILL after 15 s. */
  stop(): Promise<void>;
  /** Ends it as a power cut would (SIGKILL). */
  kill(): Promise<void>;
}

/** Starts a Node program in the repository with this environment and nothing of ours beside it. */
export function startProgram(args: string[], env: Environment = {}): Program {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { PATH: process.env.PATH, ...env } });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on("line", (line) => lines.push(line));
  let hasEnded = false;
  const ended = once(child, "close").then(([code]): number | null => {
    hasEnded = true;
    return code;
  });

  async function untilPrinted<T>(read: (line: string) => T | undefined): Promise<T> {
    const line = await until(
      `${args.join(" ")} says so`,
      () => lines.find((printed) => read(printed) !== undefined) ?? hasEnded,
      30_000,
    );
    const found = typeof line === "string" ? read(line) : undefined;
    if (found === undefined) throw new Error(`${args.join(" ")} ended early:\n${lines.join("\n")}`);
    return found;
  }

  async function end(signal: NodeJS.Signals) {
    child.kill(signal);
    const impatience = setTimeout(() => child.kill("SIGKILL"), 15_000);
    await ended;
    clearTimeout(impatience);
  }

  const stop = () => end("SIGTERM");
  const kill = () => end("SIGKILL");
  return { process: child, lines, untilPrinted, ended, stop, kill, [Symbol.asyncDispose]: stop };
}

/** The object in a line of JSON; undefined for any other line. */
export function readJson(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
