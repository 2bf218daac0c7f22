import { cpus, loadavg } from "node:os";
import { ask } from "./installation.ts";

type Cell = string | number;

/** Prints a table in Markdown, so that it can go into docs/performance.md as it is. */
export function printTable(title: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const line = (cells: readonly Cell[]) => `| ${cells.join(" | ")} |`;
  console.log(
    ["", `### ${title}`, "", line(columns), line(columns.map(() => "---")), ...rows.map(line), ""].join("\n"),
  );
}

/** What the figures hold for. */
export async function printConditions(databaseUrl: string, sizes: string): Promise<void> {
  const setting = (name: string) => ask(databaseUrl, `show ${name}`);
  const [cpu] = cpus();
  console.log(
    [
      `${cpus().length} × ${cpu?.model.trim() ?? "CPU"}`,
      `Node ${process.version}`,
      `PostgreSQL ${await setting("server_version")}`,
      `fsync ${await setting("fsync")}`,
      `synchronous_commit ${await setting("synchronous_commit")}`,
      `load average ${loadavg()[0]?.toFixed(1)}`,
      sizes,
    ].join(" · "),
  );
}
