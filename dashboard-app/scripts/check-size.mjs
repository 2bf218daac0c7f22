import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

// The promise: what a browser must load before the panel shows anything is at most 40 kB of script, gzipped.
const limit = 40_000;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

/** The files of a page's static import graph; what is imported dynamically loads later. */
function firstLoad(key, seen = new Set()) {
  if (seen.has(key)) return [];
  seen.add(key);
  const chunk = manifest[key];
  return [chunk.file, ...(chunk.imports ?? []).flatMap((imported) => firstLoad(imported, seen))];
}

const gzipped = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
const total = firstLoad("panel.html").reduce((sum, file) => sum + gzipped(file), 0);
console.log(`panel: first load ${(total / 1000).toFixed(1)} kB of script gzipped (limit ${limit / 1000} kB)`);
if (total > limit) process.exitCode = 1;
