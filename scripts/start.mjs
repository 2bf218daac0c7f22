// npm start: everything on this machine, with the sandbox while no other Chatwoot is connected.
//   --no-sandbox   never the sandbox      --watch   builds and restarts on change (npm run dev)
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureInstalled, stop as refuse, root } from "./ensure-installed.mjs";
import { build, environment } from "./run.mjs";
import { supervise } from "./supervise.mjs";

const SANDBOX = "http://localhost:3100";
const PROPPILOT = "webhook-service/bin/proppilot.js";
const watch = process.argv.includes("--watch");
const port = Number(process.env.PORT || 3000);

ensureInstalled();
console.log("Building …");
if (!build()) refuse("The build failed: nothing was started.");

const { embeddedEnvironment } = await import("../webhook-service/dist/embedded/embedded-environment.js");
await requireFreePort(port, "PropPilot", "set PORT to another one").catch((error) => refuse(error.message));
// Held until the end: its users come and go, the database leaves last.
const embedded = await embeddedEnvironment(process.env, console.log);
const programs = supervise((reason) => end(1, reason));
let ending = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(0));

try {
  await startAll();
} catch (error) {
  if (!ending) await end(1, error.message);
}

async function startAll() {
  proppilot("migrate");
  const sandbox = !process.argv.includes("--no-sandbox") && !connectedElsewhere();
  if (sandbox) await startSandbox();
  programs.start("serve", nodeArguments(PROPPILOT, "serve"));
  programs.start("work", nodeArguments(PROPPILOT, "work"));
  const address = `http://127.0.0.1:${port}`;
  await untilAnswers(`${address}/readyz`, 30_000);
  if (watch) rebuildOnChange();
  const lines = sandbox
    ? [
        `Open ${SANDBOX}: a stand-in for Chatwoot with conversations to play with.`,
        "Choose one, then its tab PropPilot.",
      ]
    : ["No sandbox: a Chatwoot account is connected, or --no-sandbox was given."];
  console.log(["", ...lines, `The service answers on ${address}. Ctrl-C ends everything.`, ""].join("\n"));
}

async function startSandbox() {
  await requireFreePort(Number(new URL(SANDBOX).port), "the sandbox", "stop what listens there, or use --no-sandbox");
  const flags = ["--port", new URL(SANDBOX).port, "--state", ".data/sandbox-state"];
  programs.start("sandbox", nodeArguments("chatwoot-sandbox/dist/main.js", ...flags));
  const state = await untilAnswers(`${SANDBOX}/sandbox/state`, 30_000);
  const { users } = await state.json();
  const administrator = users.find((user) =>
    user.accounts.some((account) => account.id === 1 && account.role === "administrator"),
  );
  proppilot("install", "--chatwoot-url", SANDBOX, "--account-id", "1", "--token", administrator.accessToken);
}

function connectedElsewhere() {
  const tenants = JSON.parse(proppilot("tenants", "--json"));
  return tenants.items.some((tenant) => tenant.chatwootUrl !== SANDBOX);
}

/** A command that ends by itself; what it says matters only when it fails. */
function proppilot(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROPPILOT, ...args], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`proppilot ${args[0]} failed:\n${stderr || stdout}`);
  return stdout;
}

function nodeArguments(...args) {
  return watch ? ["--watch", "--watch-preserve-output", ...args] : args;
}

function rebuildOnChange() {
  const args = ["watch", "build", "--ui=stream", "--output-logs=errors-only"];
  const builder = spawn("turbo", args, { cwd: root, env: environment(), stdio: "inherit" });
  process.once("exit", () => builder.kill());
}

async function requireFreePort(wanted, whose, advice) {
  const probe = createServer().listen(wanted, "127.0.0.1");
  try {
    await once(probe, "listening");
    probe.close();
    await once(probe, "close");
  } catch (error) {
    throw new Error(`Port ${wanted}, which ${whose} listens on, cannot be taken (${error.code}): ${advice}.`);
  }
}

async function untilAnswers(url, patience) {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline && !ending) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return answer;
    await sleep(100);
  }
  throw new Error(`${url} did not answer within ${patience / 1000} s.`);
}

/** The second Ctrl-C does not wait. */
async function end(code, reason) {
  if (ending) programs.kill();
  if (ending) return;
  ending = true;
  console.log(reason ?? "\nStopping …");
  await programs.stop();
  await embedded.stop();
  process.exit(code);
}
