import { describe, expect, it } from "@jest/globals";
import { ChatwootError } from "../chatwoot/failures.ts";
import { type OurRecord, settle, stepTowards } from "./settle.ts";

interface Item {
  id: number;
  owner: string;
  url: string;
}

const refused = (status: number) =>
  new ChatwootError("chatwoot_refused", `refused ${status}`, { answer: { status, text: "" } });

/** A list as Chatwoot keeps it; `before` runs ahead of each write, as a rival would. */
function ours(items: Item[], before: (verb: string) => void = () => {}) {
  const writes: string[] = [];
  const write = (verb: string, change: () => void) => async () => {
    before(verb);
    writes.push(verb);
    change();
  };
  const record: OurRecord<Item> = {
    list: async () => [...items],
    isOurs: (item) => item.owner === "us",
    isAsWanted: (item) => item.url === "new",
    create: write("create", () => items.push({ id: items.length + 10, owner: "us", url: "new" })),
    update: (id) => write(`update ${id}`, () => Object.assign(items.find((i) => i.id === id) ?? {}, { url: "new" }))(),
    delete: (id) =>
      write(`delete ${id}`, () =>
        items.splice(
          items.findIndex((i) => i.id === id),
          1,
        ),
      )(),
  };
  return { record, writes };
}

const stranger = { id: 1, owner: "them", url: "old" };

describe("settle", () => {
  it("creates what is missing and leaves others' records alone", async () => {
    const items = [stranger];
    const { record, writes } = ours(items);
    expect(stepTowards(record, items)).toBe("create");
    expect(await settle(record)).toMatchObject({ owner: "us", url: "new" });
    expect(writes).toEqual(["create"]);
    expect(items[0]).toEqual(stranger);
  });

  it("writes nothing when all is as wanted", async () => {
    const items = [stranger, { id: 2, owner: "us", url: "new" }];
    const { record, writes } = ours(items);
    expect(stepTowards(record, items)).toBe("keep");
    await settle(record);
    expect(writes).toEqual([]);
  });

  it("brings what is outdated up to date", async () => {
    const items = [{ id: 2, owner: "us", url: "old" }];
    const { record, writes } = ours(items);
    expect(stepTowards(record, items)).toBe("update");
    expect(await settle(record)).toMatchObject({ id: 2, url: "new" });
    expect(writes).toEqual(["update 2"]);
  });

  it("keeps the oldest where a rival made a double meanwhile", async () => {
    const items: Item[] = [];
    const { record } = ours(items, (verb) => {
      if (verb === "create") items.push({ id: 5, owner: "us", url: "new" });
    });
    expect(await settle(record)).toMatchObject({ id: 5 });
    expect(items.map(({ id }) => id)).toEqual([5]);
  });

  it("takes a rival's record where its own is refused as taken", async () => {
    const items: Item[] = [];
    const { record } = ours(items, () => {
      items.push({ id: 5, owner: "us", url: "new" });
      throw refused(422);
    });
    expect(await settle(record)).toMatchObject({ id: 5 });
  });

  it("does not mind that a rival removed the double first", async () => {
    const items = [
      { id: 5, owner: "us", url: "new" },
      { id: 6, owner: "us", url: "new" },
    ];
    const { record } = ours(items, () => {
      items.splice(1, 1);
      throw refused(404);
    });
    expect(await settle(record)).toMatchObject({ id: 5 });
  });

  it("gives up with Chatwoot's refusal where writing never helps", async () => {
    const { record } = ours([], () => {
      throw refused(422);
    });
    await expect(settle(record)).rejects.toThrow("refused 422");
  });

  it("passes other failures on at once", async () => {
    const { record, writes } = ours([], () => {
      throw refused(401);
    });
    await expect(settle(record)).rejects.toThrow("refused 401");
    expect(writes).toEqual([]);
  });
});
