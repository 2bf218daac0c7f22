import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { askDirectory } from "./directory-ask.ts";
import { type Directory, leaseDirectory, loadDirectory, releaseDirectory, saveDirectory } from "./directory-rows.ts";
import type { Tenant } from "./find-tenant.ts";

export type { Directory, DirectoryAgent } from "./directory-rows.ts";

/** How old an answer of Chatwoot may be, in ms: normally, and while Chatwoot can't be asked. */
export interface Freshness {
  maxAge: number;
  withoutChatwoot: number;
}

export const forReading: Freshness = { maxAge: 60_000, withoutChatwoot: 15 * 60_000 };
/** For what can't be taken back (deletes, money, settings): refused while Chatwoot can't be asked. */
export const forSensitiveWrites: Freshness = { maxAge: 5_000, withoutChatwoot: 0 };

/** From this age on the next one is fetched while the present one is still served. */
const renewFrom = 30_000;
/** After a failure: nobody asks again before, and nobody waits for the asking until. */
const failure = { pause: 5_000, memory: 30_000 };
const otherProcess = { pollEvery: 100, polls: 150 };

/** What Chatwoot says about who is who in a tenant's account. One per process. */
export interface Directories {
  of(tenant: Tenant, freshness?: Freshness): Promise<Directory>;
  /** Waits for what is being asked, so that the store can be closed. */
  settle(): Promise<void>;
}

export function openDirectories(ctx: Context): Directories {
  const known = new Map<string, Directory>();
  const underWay = new Map<string, Promise<Directory>>();
  const failures = new Map<string, { at: number; error: AppError }>();
  const now = () => ctx.now().getTime();
  const age = (directory: Directory) => now() - directory.fetchedAt.getTime();

  /** The newest that we or, by way of the database, another process was told. */
  async function newestKnown(tenant: Tenant): Promise<Directory | undefined> {
    const held = known.get(tenant.id);
    if (held && age(held) <= renewFrom) return held;
    const stored = await loadDirectory(ctx, tenant.id);
    if (stored) known.set(tenant.id, stored);
    return stored;
  }

  /** Everybody in this process shares one request; between processes a lease in the database decides. */
  function renew(tenant: Tenant, maxAge: number): Promise<Directory> {
    const failed = failures.get(tenant.id);
    if (failed && now() - failed.at < failure.pause) return Promise.reject(failed.error);
    const joined = underWay.get(tenant.id);
    if (joined) return joined;
    const asking = askOnce(tenant, maxAge).finally(() => underWay.delete(tenant.id));
    underWay.set(tenant.id, asking);
    return asking;
  }

  async function askOnce(tenant: Tenant, maxAge: number): Promise<Directory> {
    for (let poll = 0; poll < otherProcess.polls; poll++) {
      const lease = await leaseDirectory(ctx, tenant.id, Math.min(maxAge, renewFrom));
      if (lease) return ask(tenant, lease);
      const theirs = await loadDirectory(ctx, tenant.id);
      if (theirs && age(theirs) <= maxAge) return remember(tenant, theirs);
      await sleep(otherProcess.pollEvery);
    }
    throw cannotAsk();
  }

  async function ask(tenant: Tenant, lease: Date): Promise<Directory> {
    try {
      const directory = await askDirectory(ctx, tenant);
      await saveDirectory(ctx, tenant.id, directory);
      return remember(tenant, directory);
    } catch (error) {
      await releaseDirectory(ctx, tenant.id, lease);
      if (!isChatwoots(error)) throw error;
      failures.set(tenant.id, { at: now(), error: cannotAsk(error) });
      throw cannotAsk(error);
    }
  }

  function remember(tenant: Tenant, directory: Directory): Directory {
    known.set(tenant.id, directory);
    failures.delete(tenant.id);
    return directory;
  }

  function renewBehind(tenant: Tenant, maxAge: number): void {
    renew(tenant, maxAge).catch((err) => ctx.log.debug({ err, tenantId: tenant.id }, "directory not renewed"));
  }

  return {
    async of(tenant, freshness = forReading) {
      const directory = await newestKnown(tenant);
      if (directory && age(directory) <= freshness.maxAge) {
        if (age(directory) > renewFrom) renewBehind(tenant, freshness.maxAge);
        return directory;
      }
      const serves = directory && age(directory) <= freshness.withoutChatwoot ? directory : undefined;
      const failed = failures.get(tenant.id);
      if (serves && failed && now() - failed.at < failure.memory) {
        renewBehind(tenant, freshness.maxAge);
        return serves;
      }
      return renew(tenant, freshness.maxAge).catch((error) => {
        if (serves && isChatwoots(error)) return serves;
        throw error;
      });
    },
    async settle() {
      await Promise.allSettled(underWay.values());
    },
  };
}

const isChatwoots = (error: unknown) =>
  error instanceof AppError && (error.code === "chatwoot_unreachable" || error.code === "chatwoot_refused");

const cannotAsk = (cause?: unknown) =>
  new AppError("chatwoot_unreachable", "Chatwoot can't be asked at the moment what you may see: try again soon.", {
    cause,
  });
