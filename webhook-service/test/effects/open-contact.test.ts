import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { until } from "../harness/until.ts";
import { type ConnectedService, nowhere, startConnectedService } from "./connected-service.ts";

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

/** A contact of Chatwoot's that we have not heard of. */
function stranger(): number {
  const id = strangers.shift();
  if (id === undefined) throw new Error("The seed has no more contacts.");
  return id;
}

const ofChatwoot = async (id: number) =>
  (await connected.chatwoot<{ payload: { name: string; email: string | null } }>("GET", `contacts/${id}`)).payload;

describe("opening a contact that we never heard of", () => {
  it("shows it within 2 s, with its conversations", async () => {
    const id = stranger();
    const opened = await connected.open(id);
    expect(opened).toMatchObject({ status: 200, body: { chatwootId: id, name: (await ofChatwoot(id)).name } });
    expect(opened.ms).toBeLessThan(2_000);
    const { payload } = await connected.chatwoot<{ payload: { id: number }[] }>("GET", `contacts/${id}/conversations`);
    expect(payload.length).toBeGreaterThan(0);
    const listed = await connected.get(`/contacts/${opened.body.id}/conversations`);
    expect((listed.body.items as { id: number }[]).map((item) => item.id).sort()).toEqual(
      payload.map((conversation) => conversation.id).sort(),
    );
  });

  it("says that there is none where Chatwoot has none, each time", async () => {
    for (const _time of [1, 2]) {
      const opened = await connected.open(987_654);
      expect(opened).toMatchObject({ status: 404, body: { code: "contact_unknown" } });
      expect(opened.ms).toBeLessThan(2_000);
    }
    expect(
      (await connected.rows<{ chatwoot_id: string }>("contacts")).map((row) => Number(row.chatwoot_id)),
    ).not.toContain(987_654);
  });

  it("answers 202 while Chatwoot takes longer, and shows it once Chatwoot has answered", async () => {
    const id = stranger();
    await connected.faults({ latencyMs: 3_000, onlyPaths: `/contacts/${id}$` });
    const opened = await connected.open(id);
    expect(opened.status).toBe(202);
    expect(opened.ms).toBeLessThan(2_500);
    await until("the contact is known", async () => (await connected.open(id)).status === 200);
  });

  it.each([
    ["has an error of its own", { failWith: 500 }],
    ["answers with a proxy's page", { failWith: 500, htmlBody: true }],
    ["asks for fewer calls", { failWith: 429 }],
  ])("says so quickly where Chatwoot %s, and shows it at the first try after that", async (_what, fault) => {
    const id = stranger();
    await connected.faults({ ...fault, onlyPaths: "/contacts/" });
    for (const _try of [1, 2, 3]) {
      const opened = await connected.open(id);
      expect(opened).toMatchObject({ status: 503, body: { code: "chatwoot_unreachable" } });
      expect(opened.ms).toBeLessThan(1_500);
    }
    await connected.sandbox.control("DELETE", "faults");
    const opened = await connected.open(id);
    expect(opened).toMatchObject({ status: 200, body: { chatwootId: id } });
  });

  it("says so quickly where nothing listens at Chatwoot's address", async () => {
    const { get } = await connected.service.addTenant({ chatwootUrl: nowhere });
    const begun = performance.now();
    const answer = await get("/contacts/by-chatwoot/5");
    expect(await answer.json()).toMatchObject({ code: "chatwoot_unreachable" });
    expect(performance.now() - begun).toBeLessThan(1_500);
  });
});

describe("opening a contact that we know", () => {
  it("asks Chatwoot again only where that was long ago", async () => {
    const id = stranger();
    await connected.open(id);
    await connected.quiet();
    const reads = await connected.readsOf(id);
    expect((await connected.open(id)).body).toMatchObject({ freshness: { refreshing: false } });
    await connected.makeStale();
    expect((await connected.open(id)).body).toMatchObject({ freshness: { refreshing: true } });
    await connected.quiet();
    expect(await connected.readsOf(id)).toBe(reads + 1);
    expect((await connected.open(id)).body).toMatchObject({ freshness: { refreshing: false } });
  });

  it("learns an edit that no webhook told of", async () => {
    const id = stranger();
    await connected.open(id);
    await connected.quiet();
    await connected.sandbox.control("PUT", "faults", { webhooks: { drop: 1 } });
    await connected.chatwoot("PUT", `contacts/${id}`, { name: "Renamed In Silence" });
    await connected.makeStale();
    await connected.open(id);
    await connected.quiet();
    expect((await connected.open(id)).body).toMatchObject({ name: "Renamed In Silence" });
  });

  it("that was deleted in Chatwoot shows it as gone, with what we knew", async () => {
    const id = stranger();
    const { body: known } = await connected.open(id);
    await connected.quiet();
    await connected.chatwoot("DELETE", `contacts/${id}`);
    await connected.makeStale();
    expect((await connected.open(id)).status).toBe(200);
    await connected.quiet();
    expect(await connected.open(id)).toMatchObject({
      status: 200,
      body: { id: known.id, name: known.name, freshness: { gone: true } },
    });
  });

  it("is shown at once while Chatwoot is away, and refreshed when it is back", async () => {
    const id = stranger();
    await connected.open(id);
    await connected.quiet();
    await connected.makeStale();
    await connected.faults({ failWith: 500 });
    const opened = await connected.open(id);
    expect(opened).toMatchObject({ status: 200, body: { freshness: { refreshing: true } } });
    expect(opened.ms).toBeLessThan(1_000);
    const owed = async () => {
      const effects = await connected.rows<{ operation: string; last_error: string | null }>("effects");
      return effects.find(({ operation }) => operation === `read_contact:${id}`);
    };
    await until("the read has failed", async () => ((await owed())?.last_error ?? null) !== null);
    await connected.sandbox.control("DELETE", "faults");
    await connected.quiet();
    expect((await connected.open(id)).body).toMatchObject({ freshness: { refreshing: false } });
  });
});
