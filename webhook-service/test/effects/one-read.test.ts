import { afterAll, afterEach, beforeAll, expect, it, jest } from "@jest/globals";
import { until } from "../harness/until.ts";
import { type ConnectedService, startConnectedService } from "./connected-service.ts";

jest.setTimeout(30_000);

let connected: ConnectedService;
let strangers: number[];
beforeAll(async () => {
  connected = await startConnectedService();
  strangers = await connected.strangers();
});
afterAll(() => connected.close());
afterEach(async () => {
  await connected.sandbox.control("DELETE", "faults");
});

const stranger = () => strangers.shift() ?? Number.NaN;
interface Effect {
  operation: string;
  state: string;
  attempts: number;
  leased_until: Date | null;
  not_before: Date;
}
const effectOf = async (id: number) =>
  (await connected.rows<Effect>("effects")).find(({ operation }) => operation === `read_contact:${id}`);

it("asks Chatwoot twice at most when fifty open one contact at once", async () => {
  const id = stranger();
  const opened = await Promise.all(Array.from({ length: 50 }, () => connected.open(id)));
  // 202 is for those who would have had to wait for longer than 2 s.
  expect(opened.filter(({ status }) => status !== 200 && status !== 202)).toEqual([]);
  await connected.quiet();
  expect(await connected.readsOf(id)).toBeLessThanOrEqual(2);
});

it("asks Chatwoot twice at most about somebody who writes fifty messages", async () => {
  const { contactId } = await connected.write({ name: "Busy Writer", source_id: "busy-writer" });
  await Promise.all(
    Array.from({ length: 49 }, (_, index) => connected.write({ source_id: "busy-writer" }, `line ${index}`)),
  );
  await connected.quiet();
  expect(await connected.readsOf(contactId)).toBeLessThanOrEqual(2);
  const messages = await connected.rows<{ content: string }>("messages");
  expect(messages.filter(({ content }) => content.startsWith("line ")).length).toBe(49);
});

it("reads once more where somebody asks while a read is under way, and sees what was edited meanwhile", async () => {
  const id = stranger();
  await connected.open(id);
  await connected.quiet();
  const before = await connected.readsOf(id);
  await connected.makeStale();
  // What the first read sees is decided when it comes through; the labels make its end late.
  await connected.faults({ latencyMs: 600, onlyPaths: `/contacts/${id}/labels` });
  await connected.open(id);
  await until("the read is under way", async () => (await connected.readsOf(id)) === before + 1);
  expect((await effectOf(id))?.leased_until).not.toBeNull();
  await connected.sandbox.control("PUT", "faults", { webhooks: { drop: 1 } });
  await connected.chatwoot("PUT", `contacts/${id}`, { name: "Edited Meanwhile" });
  for (const _panel of [1, 2, 3]) await connected.open(id);
  await connected.quiet();
  // A third where the second began before the first one's answer was worked off: too close in time to tell which is newer.
  expect([before + 2, before + 3]).toContain(await connected.readsOf(id));
  expect((await connected.open(id)).body).toMatchObject({ name: "Edited Meanwhile" });
});

it("tries again after 429 and 500, later each time, until Chatwoot answers", async () => {
  const { contactId } = await connected.write({ name: "Unlucky", source_id: "unlucky" });
  await connected.quiet();
  await connected.makeStale();
  await connected.faults({ failWith: 429, onlyPaths: `/contacts/${contactId}$`, times: 1 });
  await connected.open(contactId);
  const waits: number[] = [];
  for (const attempts of [1, 2]) {
    const effect = await until("the read has failed", async () => {
      const found = await effectOf(contactId);
      return found?.attempts === attempts && found.leased_until === null && found;
    });
    expect(effect.state).toBe("owed");
    waits.push(effect.not_before.getTime() - Date.now());
    if (attempts === 1) await connected.faults({ failWith: 500, htmlBody: true, times: 1 });
  }
  const [first = 0, second = 0] = waits;
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThanOrEqual(1_000);
  expect(second).toBeGreaterThan(900);
  expect(second).toBeLessThanOrEqual(2_000);
  await connected.quiet();
  expect((await connected.open(contactId)).body).toMatchObject({ name: "Unlucky", freshness: { refreshing: false } });
});
