import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../src/embedded/start-embedded-postgres.ts";
import { runSql } from "../harness/database.ts";
import { reportLeftOut } from "../harness/left-out.ts";
import { until } from "../harness/until.ts";

// Several initdbs at once, on a machine that may be busy.
jest.setTimeout(30_000);

let parent: string;
let dataDir: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), "proppilot-embedded-"));
  // Enterable for the account that the server runs as, which a temporary folder is not by itself.
  chmodSync(parent, 0o755);
  dataDir = join(parent, "postgres");
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  // Whoever comes and goes last ends what a failed test left behind.
  await (await start()).stop();
});

afterAll(() => rmSync(parent, { recursive: true, force: true }));

const start = (more = {}): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataDir, ...more });

async function startInChild(): Promise<{ url: string; child: ChildProcess }> {
  const script = fileURLToPath(new URL("./child.js", import.meta.url));
  const child = spawn(process.execPath, [script, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const [line] = await once(child.stdout as NodeJS.ReadableStream, "data");
  return { url: JSON.parse(String(line)).url, child };
}

const isReachable = (url: string) =>
  runSql(url, "select 1").then(
    () => true,
    () => false,
  );
const serverPid = () => Number.parseInt(readFileSync(join(dataDir, "cluster/data/postmaster.pid"), "utf8"), 10);

it("is a durable PostgreSQL 18 that listens on this machine only", async () => {
  await using database = await start();
  const setting = async (name: string) => (await runSql(database.url, `show ${name}`)).rows[0][name];
  expect(await setting("server_version")).toMatch(/^18\./);
  expect(await setting("fsync")).toBe("on");
  expect(await setting("synchronous_commit")).toBe("on");
  expect(await setting("listen_addresses")).toBe("127.0.0.1");
});

it("lets nobody in without its password", async () => {
  await using database = await start();
  const url = new URL(database.url);
  url.password = "postgres";
  await expect(runSql(url.href, "select 1")).rejects.toThrow(/password/);
});

it("takes more settings", async () => {
  await using database = await start({ settings: { max_connections: "33" } });
  expect((await runSql(database.url, "show max_connections")).rows).toEqual([{ max_connections: "33" }]);
});

it("keeps its data from one start to the next", async () => {
  const first = await start();
  await runSql(first.url, "create table kept as select 7 as n");
  await first.stop();
  expect(await isReachable(first.url)).toBe(false);
  await using second = await start();
  expect((await runSql(second.url, "select n from kept")).rows).toEqual([{ n: 7 }]);
});

it("is shared by processes, and the last to leave ends it", async () => {
  const { url, child } = await startInChild();
  const own = await start();
  expect(own.url).toBe(url);
  await own.stop();
  expect(await isReachable(url)).toBe(true);
  child.kill("SIGTERM");
  await once(child, "exit");
  expect(await isReachable(url)).toBe(false);
});

it("is one server for rivals who start at the same moment", async () => {
  const fresh = { dataDir: join(parent, "rivals") };
  const databases = await Promise.all([start(fresh), start(fresh), start(fresh)]);
  expect(new Set(databases.map((database) => database.url)).size).toBe(1);
  for (const database of databases) await database.stop();
  expect(await isReachable(databases[0]?.url ?? "")).toBe(false);
});

it("outlives a killed process, and the next one to leave ends it", async () => {
  const { url, child } = await startInChild();
  child.kill("SIGKILL");
  await once(child, "exit");
  const heir = await start();
  expect(heir.url).toBe(url);
  await heir.stop();
  expect(await isReachable(url)).toBe(false);
});

it("recovers what was committed when the server itself was killed", async () => {
  await using crashed = await start();
  await runSql(crashed.url, "create table committed as select 7 as n");
  const pid = serverPid();
  process.kill(pid, "SIGKILL");
  await until("the server is gone", async () => !(await isReachable(crashed.url)));
  await using recovered = await start();
  expect((await runSql(recovered.url, "select n from committed")).rows).toEqual([{ n: 7 }]);
  expect(serverPid()).not.toBe(pid);
});

it("is not misled by a pid file whose number belongs to another program by now", async () => {
  await (await start()).stop();
  writeFileSync(
    join(dataDir, "cluster/data/postmaster.pid"),
    `${process.pid}\n${dataDir}\n0\n5432\n\n127.0.0.1\n0 0\nready\n`,
  );
  await using database = await start();
  expect(await isReachable(database.url)).toBe(true);
});

it("says why when its port is taken", async () => {
  await using database = await start();
  const port = Number(new URL(database.url).port);
  await expect(start({ dataDir: join(parent, "other"), port })).rejects.toThrow(/could not bind IPv4 address/);
});

const isRoot = process.getuid?.() === 0;
if (!isRoot) reportLeftOut("folders that only root may enter: these tests must run as root");
const asRoot = isRoot ? describe : describe.skip;

asRoot("as root", () => {
  it("keeps the data where it is wanted when the folders above let PostgreSQL's user through", async () => {
    const wanted = join(parent, "clone/.data/postgres");
    const database = await start({ dataDir: wanted });
    await database.stop();
    expect(existsSync(join(wanted, "cluster/data/PG_VERSION"))).toBe(true);
  });

  it("moves the data where PostgreSQL's user can go, says so, and leaves the folder's mode alone", async () => {
    const locked = join(parent, "locked");
    mkdirSync(locked, { mode: 0o700 });
    const said: string[] = [];
    const wanted = join(locked, "postgres");
    const database = await start({ dataDir: wanted, log: (message: string) => said.push(message) });
    const [elsewhere] = /\/var\/lib\/proppilot\/\S+$/.exec(said.join("\n")) ?? [""];
    try {
      expect(await isReachable(database.url)).toBe(true);
      expect(said).toEqual([expect.stringContaining(`cannot enter ${wanted}`)]);
      expect(statSync(locked).mode & 0o777).toBe(0o700);
      expect(execFileSync("stat", ["-c", "%U", join(elsewhere, "cluster/data")], { encoding: "utf8" })).toBe(
        "postgres\n",
      );
    } finally {
      await database.stop();
      if (elsewhere) rmSync(elsewhere, { recursive: true, force: true });
    }
  });
});
