/** What a suite opened, released in the opposite order. (Node 20 has no AsyncDisposableStack.) */
export interface Resources {
  use<T extends AsyncDisposable>(resource: T): T;
  release(): Promise<void>;
}

/** `afterAll(() => resources.release())` releases everything even when one release fails. */
export function newResources(): Resources {
  const open: AsyncDisposable[] = [];
  return {
    use(resource) {
      open.unshift(resource);
      return resource;
    },
    async release() {
      const failures: unknown[] = [];
      for (const resource of open.splice(0)) {
        await Promise.resolve(resource[Symbol.asyncDispose]()).catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw new AggregateError(failures, "Something was not released.");
    },
  };
}
