import { runSql, startTestDatabase } from "@proppilot/webhook-service/testing/database";
import { type QueueBackend, startTestQueue } from "@proppilot/webhook-service/testing/queue";
import { until } from "@proppilot/webhook-service/testing/until";
import { addHook, type Hook } from "../harness/hook.ts";
import { type PlayedChatwoot, playChatwoot } from "../harness/play-chatwoot.ts";
import type { Program } from "../harness/program.ts";
import { chooseSeed, seededRandom } from "../harness/seeded-random.ts";
import { type Installation, newInstallation, startServe, startWork } from "../harness/start-service.ts";
import { createLoad, type Load } from "./load.ts";

/** One installation with a played Chatwoot and a load that is yet to begin. What it starts ends with it. */
export interface Scene extends AsyncDisposable {
  installation: Installation;
  databaseUrl: string;
  queueUrl: string | undefined;
  hook: Hook;
  chatwoot: PlayedChatwoot;
  load: Load;
  seed: number;
  random: () => number;
  startServe(): Promise<Program>;
  startWork(): Promise<Program>;
  /** A row's only value; counts come as strings. */
  ask(sql: string): Promise<unknown>;
  /** Some delivery ends from now on. @returns how long that took, in ms */
  resumed(timeoutMs: number): Promise<number>;
  /** What arrived up to now has ended. @returns how long that took, in ms */
  caughtUp(timeoutMs: number): Promise<number>;
  /** Everything stored has ended and nothing is owed. @returns how long that took, in ms */
  settled(timeoutMs: number): Promise<number>;
}

export interface SceneOptions {
  backend?: QueueBackend;
  /** A server of the suite's own, with the schema in place. */
  databaseUrl?: string;
}

export async function setScene({ backend = "postgres", databaseUrl }: SceneOptions = {}): Promise<Scene> {
  const releases: (() => unknown)[] = [];
  const database = databaseUrl ? undefined : await startTestDatabase();
  if (database) releases.push(database.close);
  const queue = await startTestQueue(backend);
  releases.push(queue.close);
  const url = databaseUrl ?? database?.url ?? "";
  await runSql(url, noteEndings);
  const seed = chooseSeed();
  const random = seededRandom(seed);
  const load = createLoad(random);
  const chatwoot = await playChatwoot(load.customers);
  releases.push(chatwoot.close);
  const installation = await newInstallation(url, queue.url);
  const hook = await addHook(installation, chatwoot.url);
  const ask = async (sql: string) => Object.values((await runSql(url, sql)).rows[0] ?? {})[0];
  const owned = (start: (installation: Installation) => Promise<Program>) => async () => {
    const program = await start(installation);
    releases.push(program.kill);
    return program;
  };
  return {
    installation,
    databaseUrl: url,
    queueUrl: queue.url,
    hook,
    chatwoot,
    load,
    seed,
    random,
    ask,
    startServe: owned(startServe),
    startWork: owned(startWork),
    async resumed(timeoutMs) {
      const last = await ask("select coalesce(max(position), 0) from public.endings");
      const since = `select exists (select from public.endings where position > ${last})`;
      return timeOf(until("some delivery ends", async () => (await ask(since)) === true, timeoutMs));
    },
    async caughtUp(timeoutMs) {
      const newest = await ask("select coalesce(max(seq), 0) from proppilot.lane_entries");
      const older = `select count(*) from proppilot.lane_entries where seq <= ${newest}`;
      return timeOf(until("what waited has ended", async () => (await ask(older)) === "0", timeoutMs));
    },
    settled: (timeoutMs) =>
      timeOf(until("every delivery has ended", async () => (await ask(unfinished)) === "0", timeoutMs)),
    async [Symbol.asyncDispose]() {
      for (const release of releases.reverse()) await release();
    },
  };
}

const unfinished = `select (select count(*) from proppilot.lane_entries)
  + (select count(*) from proppilot.effects where state = 'owed')`;

// In which order deliveries took effect is nothing that the service keeps: a trigger of ours writes it down.
const noteEndings = `
create table public.endings (position bigint generated always as identity, delivery_id uuid not null);
create function public.note_ending() returns trigger language plpgsql security definer as $$
begin
  insert into public.endings (delivery_id) values (new.delivery_id);
  return null;
end $$;
create trigger note_ending after insert on proppilot.outcomes for each row execute function public.note_ending();`;

async function timeOf(waiting: Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await waiting;
  return Math.round(performance.now() - begun);
}
