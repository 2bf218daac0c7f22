import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs `npm ci` where the lockfile asks for something that is not there. Uses nothing but Node itself. */
export function ensureInstalled() {
  requireNode(20, 19);
  if (isInstalled()) return;
  console.log("Installing the dependencies of package-lock.json (npm ci), about a minute …");
  const { status } = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) stop("npm ci failed: see its message above.");
}

export function stop(reason) {
  console.error(reason);
  process.exit(1);
}

function requireNode(major, minor) {
  const [haveMajor, haveMinor] = process.versions.node.split(".").map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  stop(`PropPilot needs Node ${major}.${minor} or newer; this is ${process.version}.`);
}

/** Compares versions, not file times: a checkout renews times, and an interrupted install leaves no list at all. */
function isInstalled() {
  const list = join(root, "node_modules/.package-lock.json");
  if (!existsSync(list)) return false;
  const installed = packagesOf(list);
  return Object.entries(packagesOf(join(root, "package-lock.json"))).every(
    ([path, wanted]) => !path.startsWith("node_modules/") || mayBeMissing(wanted) || isSame(installed[path], wanted),
  );
}

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, "utf8")).packages;
}

/** Packages for other platforms. */
function mayBeMissing({ optional, devOptional, peer }) {
  return optional || devOptional || peer;
}

function isSame(installed, wanted) {
  return installed !== undefined && installed.version === wanted.version && installed.link === wanted.link;
}
