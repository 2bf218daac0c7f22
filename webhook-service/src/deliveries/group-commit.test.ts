import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createGroupCommit, type GroupCommitOptions } from "./group-commit.ts";

const patience = 1_000;

class DataFault extends Error {}

const options = (store: GroupCommitOptions<string>["store"], more: Partial<GroupCommitOptions<string>> = {}) => ({
  store,
  isDataFault: (error: unknown) => error instanceof DataFault,
  maxBatch: 10,
  sizeOf: (item: string) => item.length,
  maxSize: 100,
  ...more,
});

const outcome = (promise: Promise<void>) =>
  promise.then(
    () => "stored",
    (error) => error.code,
  );

/** A store that a test opens step by step. */
function gatedStore() {
  const batches: string[][] = [];
  const gates: (() => void)[] = [];
  return {
    batches,
    store: (items: readonly string[]) => {
      batches.push([...items]);
      return new Promise<void>((resolve) => gates.push(resolve));
    },
    async letOneThrough() {
      gates.shift()?.();
      await new Promise(setImmediate);
    },
  };
}

describe("group commit", () => {
  it("commits what comes alone at once, and what comes meanwhile together", async () => {
    const { batches, store, letOneThrough } = gatedStore();
    const commit = createGroupCommit<string>(options(store));
    const adds = ["a", "b", "c", "d"].map((item) => commit.add(item, patience));
    expect(batches).toEqual([["a"]]);
    await letOneThrough();
    expect(batches).toEqual([["a"], ["b", "c", "d"]]);
    await letOneThrough();
    await Promise.all(adds);
  });

  it("takes no more into a commit than fits, and one item in any case", async () => {
    const { batches, store, letOneThrough } = gatedStore();
    const commit = createGroupCommit<string>(options(store, { maxBatch: 3, maxSize: 4 }));
    const adds = ["first", "much too long", "aa", "bb", "c", "d", "e", "f"].map((item) => commit.add(item, patience));
    for (let turn = 0; turn < 8; turn++) await letOneThrough();
    await Promise.all(adds);
    expect(batches).toEqual([["first"], ["much too long"], ["aa", "bb"], ["c", "d", "e"], ["f"]]);
  });

  it("says yes to nobody before the commit is through", async () => {
    const { store, letOneThrough } = gatedStore();
    const commit = createGroupCommit<string>(options(store));
    let answered = false;
    const added = commit.add("a", patience).then(() => {
      answered = true;
    });
    await new Promise(setImmediate);
    expect(answered).toBe(false);
    await letOneThrough();
    await added;
    expect(answered).toBe(true);
  });

  it("says no in time while the store keeps silent, keeps none of that, and goes on when the store speaks again", async () => {
    const { batches, store, letOneThrough } = gatedStore();
    const commit = createGroupCommit<string>(options(store));
    const silent = [outcome(commit.add("a", 20)), outcome(commit.add("b", 20))];
    expect(await Promise.all(silent)).toEqual(["store_unreachable", "store_unreachable"]);
    await letOneThrough();
    const later = outcome(commit.add("c", patience));
    await letOneThrough();
    expect(await later).toBe("stored");
    expect(batches).toEqual([["a"], ["c"]]);
  });

  it("tells of what was stored, and of nothing else", async () => {
    const told: string[] = [];
    const store = async (items: readonly string[]) => {
      if (items.includes("bad")) throw new DataFault();
    };
    const onStored = (items: readonly string[]) => told.push(...items);
    const commit = createGroupCommit<string>(options(store, { onStored }));
    await Promise.all(["a", "b", "bad", "c"].map((item) => outcome(commit.add(item, patience))));
    expect(told).toEqual(["a", "b", "c"]);
  });

  it("answers everybody, stores exactly what it said yes to, and lets nobody fall for another's fault", async () => {
    const items = fc.array(fc.record({ bad: fc.boolean(), pauses: fc.integer({ min: 0, max: 3 }) }), {
      minLength: 1,
      maxLength: 40,
    });
    const outages = fc.array(fc.boolean(), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(items, outages, fc.integer({ min: 1, max: 7 }), async (plan, down, maxBatch) => {
        const stored: number[] = [];
        let calls = 0;
        let outage = false;
        const commit = createGroupCommit<number>({
          isDataFault: (error) => error instanceof DataFault,
          maxSize: 5,
          maxBatch,
          sizeOf: () => 1,
          async store(batch) {
            expect(batch.length).toBeLessThanOrEqual(maxBatch);
            await new Promise(setImmediate);
            if (down[calls++ % down.length]) {
              outage = true;
              throw new Error("connection lost");
            }
            if (batch.some((index) => plan[index]?.bad)) throw new DataFault();
            stored.push(...batch);
          },
        });
        const answers: Promise<string>[] = [];
        for (const [index, { pauses }] of plan.entries()) {
          for (let turn = 0; turn < pauses; turn++) await new Promise(setImmediate);
          answers.push(outcome(commit.add(index, patience)));
        }
        const said = await Promise.all(answers);
        const yes = said.flatMap((answer, index) => (answer === "stored" ? [index] : []));
        expect(stored.sort((left, right) => left - right)).toEqual(yes);
        expect(said.every((answer) => answer === "stored" || answer === "store_unreachable")).toBe(true);
        if (!outage) expect(yes).toEqual(plan.flatMap(({ bad }, index) => (bad ? [] : [index])));
      }),
      { numRuns: 300 },
    );
  });
});
