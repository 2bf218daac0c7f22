import { randomBytes } from "node:crypto";
import { freePort } from "@proppilot/webhook-service/testing/free-port";
import { until } from "@proppilot/webhook-service/testing/until";
import { type Environment, type Program, readJson, startProgram } from "./program.ts";
import type { Sandbox } from "./start-sandbox.ts";

const PROPPILOT = "webhook-service/bin/proppilot.js";

/** One installation of the service: all of its processes share this. */
export interface Installation {
  /** Where `serve` listens, before and after a restart. */
  url: string;
  env: Environment;
}

/** What `proppilot install --json` prints, as far as suites need it. */
export interface Connected {
  apiKey: string;
  tenant: { id: string; addresses: { hook: string; panel: string; signIn: string } };
}

/** Chooses the port at once, so that Chatwoot's webhooks find the service again after a crash. */
export async function newInstallation(
  databaseUrl: string,
  queueUrl?: string,
  more: Environment = {},
): Promise<Installation> {
  const port = await freePort();
  const env = {
    DATABASE_URL: databaseUrl,
    QUEUE_URL: queueUrl,
    PORT: String(port),
    SECRET_KEY: randomBytes(32).toString("base64"),
    // The sandbox's own address is a private one.
    ALLOW_PRIVATE_NETWORK: "true",
    ...more,
  };
  return { url: `http://127.0.0.1:${port}`, env };
}

/** Starts `proppilot serve` and waits until it is ready. */
export async function startServe(installation: Installation): Promise<Program> {
  const program = startProgram([PROPPILOT, "serve"], installation.env);
  await program.untilPrinted((line) => readJson(line)?.url);
  await until("serve is ready", async () => (await fetch(`${installation.url}/readyz`)).ok);
  return program;
}

/** Starts `proppilot work` and waits until it works. */
export async function startWork(installation: Installation): Promise<Program> {
  const program = startProgram([PROPPILOT, "work"], installation.env);
  await program.untilPrinted((line) => (readJson(line)?.msg === "working" ? true : undefined));
  return program;
}

/** Runs a command that ends by itself and returns what it printed; fails with it where the command does. */
export async function runProppilot(installation: Installation, ...args: string[]): Promise<string> {
  const program = startProgram([PROPPILOT, ...args], installation.env);
  const code = await program.ended;
  const output = program.lines.join("\n");
  if (code !== 0) throw new Error(`proppilot ${args.join(" ")} failed:\n${output}`);
  return output;
}

/** Connects an account of the sandbox, with an API key for the suite. */
export async function connect(installation: Installation, sandbox: Sandbox, accountId = 1): Promise<Connected> {
  const token = await sandbox.token("administrator", accountId);
  const account = ["--chatwoot-url", sandbox.url, "--account-id", String(accountId), "--token", token];
  const output = await runProppilot(installation, "install", ...account, "--api-key", "--json");
  return JSON.parse(output.split("\n").at(-1) ?? "");
}
