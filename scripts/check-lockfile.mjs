// Fails where `npm ci` would on another machine: a platform's package that is missing, or an address of somebody's own registry.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, stop } from "./ensure-installed.mjs";

const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
const names = new Set(Object.keys(packages).map((path) => path.split("node_modules/").at(-1)));
const faults = Object.entries(packages).flatMap(([path, entry]) => [
  ...Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => !names.has(name))
    .map(
      (name) =>
        `${path} ${entry.version} lacks its optional ${name}: take a version of which all platforms are published`,
    ),
  ...(entry.resolved?.startsWith("http") ? [`${path} records the address ${entry.resolved}`] : []),
]);
if (faults.length > 0) stop(faults.join("\n"));
console.log(`package-lock.json: ${names.size} packages, every platform's included`);
