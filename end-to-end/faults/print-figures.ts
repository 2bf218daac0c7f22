import { writeSync } from "node:fs";
import type { Scene } from "./scene.ts";

/** Says what a run consisted of, with what it takes to judge and to repeat it. Past jest, which adds a stack to each line. */
export async function printFigures({ ask, seed }: Scene, title: string, figures: object): Promise<void> {
  const conditions = {
    seed,
    node: process.version,
    postgres: await ask("show server_version"),
    fsync: await ask("show fsync"),
    synchronous_commit: await ask("show synchronous_commit"),
  };
  const line = Object.entries({ ...figures, ...conditions })
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(" and ") : value}`)
    .join(", ");
  writeSync(1, `${title}: ${line}\n`);
}
