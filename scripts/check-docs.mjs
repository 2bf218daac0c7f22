// Fails on what the documents name and the repository does not have: files, npm scripts, commands, environment variables.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root, stop } from "./ensure-installed.mjs";

const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).trim().split("\n");
const read = (file) => readFileSync(join(root, file), "utf8");
const documents = tracked.filter((file) => /^([A-Z]+|docs\/.+)\.md$/.test(file));
const code = tracked.filter((file) => /\.(ts|tsx|js|mjs|yml)$/.test(file) && existsSync(join(root, file)));
const codeText = code.map(read).join("\n");

const scripts = new Set(Object.keys(JSON.parse(read("package.json")).scripts));
const commands = new Set(
  code
    .filter((file) => file.startsWith("webhook-service/src/cli/"))
    .flatMap((file) => [...read(file).matchAll(/\.command\("([a-z-]+)/g)].map(([, name]) => name)),
);
// Made when the programs run, so not in a fresh clone.
const generated = /^\.data\/|(^|\/)(dist|node_modules)(\/|$)/;
const mediaType = /^(application|text|image)\//;

const rules = [
  {
    what: "file",
    find: /`((?:\.{0,2}\/)?[\w.@-]+(?:\/[\w.-]+)*(?:\/|\.(?:md|json|ts|tsx|js|mjs|yml|png)))`/g,
    exists: (name) => generated.test(name) || mediaType.test(name) || existsSync(join(root, name)),
  },
  {
    what: "linked file",
    find: /\]\(((?!https?:|#|mailto:)[^)#\s]+)/g,
    exists: (name, document) => existsSync(join(root, dirname(document), name)),
  },
  {
    what: "npm script",
    find: /\bnpm (?:run )?(?!run\b)([a-z:-]+)/g,
    exists: (name) => ofNpmItself.has(name) || scripts.has(name),
  },
  { what: "command", find: /\bnpx proppilot ([a-z-]+)/g, exists: (name) => commands.has(name) },
  {
    what: "environment variable",
    find: /`([A-Z][A-Z0-9]*_[A-Z0-9_]+|PORT|HOST)(?:=[^`]*)?`/g,
    exists: (name) => new RegExp(`\\b${name}\\b`).test(codeText),
  },
];
const ofNpmItself = new Set(["ci", "install", "workspaces", "and", "package", "packages"]);

const faults = documents.flatMap((document) =>
  rules.flatMap(({ what, find, exists }) =>
    [...read(document).matchAll(find)]
      .filter(([, name]) => !exists(name, document))
      .map(([, name]) => `${document}: no ${what} ${name}`),
  ),
);
if (faults.length > 0) stop(faults.join("\n"));
console.log(`${documents.length} documents: every file, script, command and variable that they name exists`);
