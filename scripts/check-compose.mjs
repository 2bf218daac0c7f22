// Checks docker-compose.yml against the Compose schema and its common mistakes, and the Dockerfile's syntax. No Docker needed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { validate } from "dockerfile-utils";
import { root, stop } from "./ensure-installed.mjs";
import { run } from "./run.mjs";

if (!run("dclint", ["--quiet", "docker-compose.yml"])) stop("docker-compose.yml is not valid.");
const faults = validate(readFileSync(join(root, "Dockerfile"), "utf8"));
for (const { range, message } of faults) console.error(`Dockerfile:${range.start.line + 1}: ${message}`);
if (faults.length > 0) stop("The Dockerfile is not valid.");
console.log("docker-compose.yml follows the Compose schema, the Dockerfile parses");
