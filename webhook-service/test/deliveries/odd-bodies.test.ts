import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Contact } from "@proppilot/shared-types";
import { AppError } from "../../src/errors.ts";
import { aContactUpdate, aMessage } from "../harness/bodies.ts";
import { type RunningService, startService, type TestTenant } from "../harness/running-service.ts";

let service: RunningService;
let tenant: TestTenant;

beforeAll(async () => {
  const clientOf = async () => {
    throw new AppError("chatwoot_unreachable", "There is no Chatwoot in this suite.");
  };
  service = await startService({ clientOf });
  tenant = await service.addTenant();
});
afterAll(() => service.close());

let lastContact = 1_000;
const aContactId = () => ++lastContact;

/** What became of the delivery, and that the lane behind it goes on: a plain message afterwards is worked off. */
async function fateOf(contactId: number, body: unknown) {
  const answer = await tenant.deliver(body);
  expect(answer.status).toBe(200);
  const { id } = (await answer.json()) as { id: string };
  const after = aMessage({ contactId, id: contactId * 10, conversationId: contactId, name: "After" });
  await tenant.deliver(after);
  await tenant.settled();
  const outcomes = await tenant.rows<{ delivery_id: string; state: string; reason: string | null }>("outcomes");
  const fate = outcomes.find((outcome) => outcome.delivery_id === id);
  const contact = (await (await tenant.get(`/contacts/by-chatwoot/${contactId}`)).json()) as Contact;
  expect(contact.chatwootId).toBe(contactId);
  expect(contact.lastActivityAt).toBeTruthy();
  return { fate: `${fate?.state} ${fate?.reason ?? ""}`.trim(), contact };
}

/** JSON text with `"<raw>"` replaced by other JSON, for what JSON.stringify would not write. */
const withRaw = (body: object, raw: string) => JSON.stringify(body).replace('"<raw>"', raw);
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

describe("a contact is shown", () => {
  it.each<[string, string, string]>([
    ["a NUL", String.raw`"A\u0000da"`, "Ada"],
    ["half a surrogate pair", String.raw`"Ada \ud83d"`, "Ada \ufffd"],
    ["the other half", String.raw`"Ada \udc36"`, "Ada \ufffd"],
    ["a whole pair", String.raw`"Ada \ud83d\udc36"`, "Ada 🐶"],
    ["what only looks like a NUL", String.raw`"Ada \\u0000"`, String.raw`Ada \u0000`],
    ["half a pair before a whole one", String.raw`"\ud83d\ud83d\udc36"`, "\ufffd🐶"],
    ["right-to-left marks and tags", '"\u202e<b>Ada</b>"', "\u202e<b>Ada</b>"],
  ])("with %s in its name", async (_what, raw, shown) => {
    const id = aContactId();
    const { fate, contact } = await fateOf(id, withRaw(aContactUpdate({ id, name: "<raw>" }), raw));
    expect(fate).toBe("done");
    expect(contact.name).toBe(shown);
  });

  it("with a name of 100,000 letters", async () => {
    const id = aContactId();
    const name = "ä".repeat(100_000);
    const { fate, contact } = await fateOf(id, aContactUpdate({ id, name }));
    expect(fate).toBe("done");
    expect(contact.name).toBe(name);
  });

  it.each<[string, string]>([
    ["named like the parts of every object", '{"constructor":"a","toString":"b","hasOwnProperty":"c"}'],
    ["named like a prototype", '{"__proto__":{"polluted":true},"plain":1}'],
    ["with a NUL in its name", String.raw`{"a\u0000b":1}`],
    ["with an empty name", '{"":1}'],
    ["with dots in its name", '{"a.b.c":1,"a":2}'],
    ["with a name of 5,000 random letters", JSON.stringify({ [randomText(5_000)]: 1 })],
    ["with numbers at the edge", '{"big":9007199254740993,"huge":1e308,"tiny":5e-324,"zero":-0}'],
    ["of all kinds", '{"null":null,"list":[1,[2]],"object":{"a":{"b":[]}},"no":false}'],
  ])("with attributes %s, and unchanged when told again", async (_what, attributes) => {
    const id = aContactId();
    const body = withRaw(aContactUpdate({ id, custom_attributes: "<raw>" }), attributes);
    const { fate } = await fateOf(id, body);
    expect(fate).toBe("done");
    const answer = await tenant.get(`/contacts/by-chatwoot/${id}`);
    expect(answer.status).toBe(200);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);

    const later = withRaw(
      aContactUpdate({ id, updatedAt: "2026-01-01T00:00:09.000Z", custom_attributes: "<raw>" }),
      attributes,
    );
    const before = (await tenant.rows("changes")).length;
    await tenant.deliver(later);
    await tenant.settled();
    expect((await tenant.rows("changes")).length).toBe(before);
  });

  it("with an attribute that came later under a name of 5,000 random letters left out", async () => {
    const id = aContactId();
    await fateOf(id, aContactUpdate({ id }));
    const custom_attributes = { [randomText(5_000)]: 1, budget: "900" };
    const { fate, contact } = await fateOf(
      id,
      aContactUpdate({ id, updatedAt: "2026-01-01T00:00:09.000Z", custom_attributes }),
    );
    expect(fate).toBe("done");
    expect(contact.attributes.map(({ key }) => key)).toEqual(["budget"]);
  });

  it("without the attributes that were taken away, whatever they were called", async () => {
    const id = aContactId();
    await fateOf(id, aContactUpdate({ id, custom_attributes: { constructor: "a", toString: "b", kept: "c" } }));
    const changed = { custom_attributes: { previous_value: {}, current_value: {} } };
    const update = { id, updatedAt: "2026-01-01T00:00:09.000Z", custom_attributes: { kept: "c" } };
    await tenant.deliver(aContactUpdate(update, changed));
    await tenant.settled();
    const contact = (await (await tenant.get(`/contacts/by-chatwoot/${id}`)).json()) as Contact;
    expect(contact.attributes.map(({ key }) => key)).toEqual(["kept"]);
  });
});

describe("a delivery ends and holds nobody up", () => {
  it.each<[string, string]>([
    ["100 levels deep", nested(100)],
    ["20,000 levels deep", nested(20_000)],
    ["20,000 levels deep with a NUL", String.raw`["\u0000",${nested(20_000)}]`],
    ["400,000 levels deep with a NUL", String.raw`["\u0000",${nested(400_000)}]`],
  ])("with an attribute %s", async (_what, deep) => {
    const id = aContactId();
    const { fate } = await fateOf(id, withRaw(aContactUpdate({ id, custom_attributes: { deep: "<raw>" } }), deep));
    expect(fate).toMatch(/^(done|ignored unknown_form)$/);
  });

  it.each<[string, object]>([
    ["the year 33658", { created_at: 1e12 }],
    ["a time beyond all calendars", { created_at: 1e300 }],
    ["a time before time", { created_at: -1e300 }],
    ["a version beyond all numbers", { updated_at: 1e300 }],
    ["activity beyond all calendars", { last_activity_at: 8.64e12 + 1 }],
    ["fractions of nothing", { updated_at: 5e-324 }],
  ])("with a conversation of %s", async (_what, times) => {
    const id = aContactId();
    const { conversation } = aMessage({ contactId: id, conversationId: id });
    const { fate } = await fateOf(id, { event: "conversation_updated", ...conversation, ...times });
    expect(fate).toMatch(/^(done|ignored unknown_form)$/);
  });

  it.each([
    "yesterday",
    "",
    "+275760-09-13T00:00:00.000Z",
    "0000-01-01T00:00:00Z",
    "-000001-01-01T00:00:00Z",
    "10000-01-01",
  ])("with the time %p in every place that takes a text", async (time) => {
    const id = aContactId();
    const message = aMessage({ contactId: id, conversationId: id });
    const [embedded] = message.conversation.messages;
    const conversation = { ...message.conversation, messages: [{ ...embedded, updated_at: time }] };
    const first = await fateOf(id, { ...message, created_at: time, conversation });
    expect(first.fate).toMatch(/^(done|ignored unknown_form)$/);
    const noise = { last_activity_at: { previous_value: time, current_value: time } };
    const second = await fateOf(id, aContactUpdate({ id, updatedAt: time }, noise));
    expect(second.fate).toMatch(/^(done|ignored \w+)$/);
  });

  it.each(["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"])(
    "of an event called %s",
    async (event) => {
      const id = aContactId();
      const { fate } = await fateOf(id, { ...aMessage({ contactId: id }), event });
      expect(fate).toBe("ignored unknown_event");
    },
  );

  it.each<[string, object]>([
    ["ids that are texts", { id: "42" }],
    ["an id beyond exact numbers", { id: 2 ** 53 }],
    ["a negative id", { id: -1 }],
    ["changed attributes that are no list", { changed_attributes: { name: 1 } }],
    ["changed attributes of a prototype", { changed_attributes: [{ constructor: { current_value: 1 } }] }],
    ["labels that are no texts", { changed_attributes: [{ label_list: { current_value: [1, null, "ok"] } }] }],
    ["a name that is an object", { name: { $ne: null } }],
  ])("with %s", async (_what, fields) => {
    const id = aContactId();
    const { fate } = await fateOf(id, { ...aContactUpdate({ id }), ...fields });
    expect(fate).toMatch(/^(done|ignored (unknown_form|no_contact|no_difference))$/);
  });

  it.each(["constructor", "Channel::Nothing", ""])("over a channel called %p", async (channel) => {
    const id = aContactId();
    const { conversation } = aMessage({ contactId: id, conversationId: id });
    const contact_inbox = { ...conversation.contact_inbox, inbox_id: 4 };
    const body = { event: "conversation_created", ...conversation, inbox_id: 4, contact_inbox, channel };
    const { fate, contact } = await fateOf(id, body);
    expect(fate).toBe("done");
    expect(contact.channels.map(({ kind }) => kind).sort()).toEqual(["other", "web_widget"]);
  });
});

/** The largest ids that exist in JSON. */
it("knows a contact, a conversation and a message by the largest exact number", async () => {
  const id = Number.MAX_SAFE_INTEGER;
  const { fate, contact } = await fateOf(42, aMessage({ contactId: id, conversationId: id, id }));
  expect(fate).toBe("done");
  expect(contact.chatwootId).toBe(42);
  expect((await tenant.get(`/contacts/by-chatwoot/${id}`)).status).toBe(200);
});

/** Not compressible, so that no index makes it fit. */
function randomText(length: number): string {
  let state = 7;
  const letter = () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(97 + (state % 26));
  };
  return Array.from({ length }, letter).join("");
}
