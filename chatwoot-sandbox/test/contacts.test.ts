import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { aSandbox, type Client, dig, inboxId, type TestSandbox, until, writeIn } from "./support.ts";

let sandbox: TestSandbox;
let grace: Client;

beforeEach(async () => {
  sandbox = await aSandbox();
  grace = sandbox.grace;
});
afterEach(() => sandbox.close());

async function aContact(fields: object = { name: "Ada", email: "ada@example.com" }): Promise<number> {
  const answer = await grace.post("/accounts/1/contacts", fields);
  return dig<number>(answer.body, "payload.contact.id");
}
const namesIn = (body: unknown) => dig<{ name: string }[]>(body, "payload").map(({ name }) => name);

describe("lists", () => {
  it("leave out contacts without email, phone and identifier; search finds them", async () => {
    await aContact({ name: "Ada", email: "ada@example.com" });
    await writeIn(sandbox, { contact: { name: "Adam", source_id: "1000000001" } }, "Telegram");
    const list = await grace.get("/accounts/1/contacts?sort=name");
    expect(list.body).toMatchObject({ meta: { count: 1, current_page: 1 }, payload: [{ name: "Ada" }] });
    const filtered = await grace.post("/accounts/1/contacts/filter", {
      payload: [{ attribute_key: "name", filter_operator: "contains", values: ["ada"], query_operator: null }],
    });
    expect(namesIn(filtered.body)).toEqual(["Ada"]);
    const found = await grace.get("/accounts/1/contacts/search?q=ADA&sort=name");
    expect(namesIn(found.body)).toEqual(["Ada", "Adam"]);
  });

  it("come fifteen a page, in the order asked for", async () => {
    for (let number = 10; number < 28; number += 1) await aContact({ name: `P${number}`, identifier: `id-${number}` });
    const first = await grace.get("/accounts/1/contacts?sort=-name");
    expect(namesIn(first.body)).toHaveLength(15);
    expect(namesIn(first.body)[0]).toBe("P27");
    const second = await grace.get("/accounts/1/contacts?sort=-name&page=2&include_contact_inboxes=false");
    expect(namesIn(second.body)).toEqual(["P12", "P11", "P10"]);
    expect(dig(second.body, "payload.0")).not.toHaveProperty("contact_inboxes");
    expect(second.body).toMatchObject({ meta: { count: 18, current_page: 2 } });
  });

  it("of a search say whether there is more, from 4.11 on", async () => {
    for (let number = 0; number < 16; number += 1) await aContact({ name: `Same ${number}` });
    const found = await grace.get("/accounts/1/contacts/search?q=same");
    expect(found.body).toMatchObject({ meta: { count: 15, has_more: true } });
    await sandbox.control.put("/version", { version: "4.10" });
    const older = await grace.get("/accounts/1/contacts/search?q=same&page=2");
    expect(dig(older.body, "meta")).toEqual({ count: 1, current_page: 2 });
  });

  it("of a blank search are empty", async () => {
    await aContact();
    expect((await grace.get("/accounts/1/contacts/search?q=")).body).toMatchObject({ meta: { count: 0 }, payload: [] });
  });
});

describe("creating and editing", () => {
  it("refuses a taken email, ignoring case, and a number that is none", async () => {
    await aContact();
    const answer = await grace.post("/accounts/1/contacts", { email: "ADA@example.com", phone_number: "12" });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({
      message: "Email has already been taken, Phone number should be in e164 format",
      attributes: ["email", "phone_number"],
    });
  });

  it("makes the channel too when an inbox is given", async () => {
    const inbox = inboxId(sandbox, "WhatsApp");
    const answer = await grace.post("/accounts/1/contacts", {
      name: "Bo",
      phone_number: "+15550100001",
      inbox_id: inbox,
    });
    expect(answer.body).toMatchObject({
      payload: {
        contact: { contact_inboxes: [{ source_id: "15550100001", inbox: { id: inbox } }] },
        contact_inbox: { inbox: { id: inbox, account_id: 1 }, source_id: "15550100001" },
      },
    });
  });

  it("merges attributes shallowly", async () => {
    const id = await aContact({ name: "Ada", custom_attributes: { a: 1, deep: { x: 1, y: 2 } } });
    const answer = await grace.put(`/accounts/1/contacts/${id}`, { custom_attributes: { b: 2, deep: { x: 9 } } });
    expect(dig(answer.body, "payload.custom_attributes")).toEqual({ a: 1, b: 2, deep: { x: 9 } });
  });

  it("leaves alone what was not sent", async () => {
    const id = await aContact({ name: "Ada", email: "ada@example.com", phone_number: "+15550100001" });
    const answer = await grace.patch(`/accounts/1/contacts/${id}`, { name: "Ida", phone_number: null });
    expect(answer.body).toMatchObject({ payload: { name: "Ida", email: "ada@example.com", phone_number: null } });
  });

  it("removes attributes by key only through their own call", async () => {
    const id = await aContact({ name: "Ada", custom_attributes: { a: 1, b: 2 } });
    const answer = await grace.post(`/accounts/1/contacts/${id}/destroy_custom_attributes`, {
      custom_attributes: ["a"],
    });
    expect(dig(answer.body, "payload.custom_attributes")).toEqual({ b: 2 });
  });

  it("replaces the whole set of labels", async () => {
    const id = await aContact();
    await grace.post(`/accounts/1/contacts/${id}/labels`, { labels: ["VIP", "vip", "hot-lead"] });
    expect((await grace.get(`/accounts/1/contacts/${id}/labels`)).body).toEqual({ payload: ["vip", "hot-lead"] });
    await grace.post(`/accounts/1/contacts/${id}/labels`, { labels: ["other"] });
    expect((await grace.get(`/accounts/1/contacts/${id}/labels`)).body).toEqual({ payload: ["other"] });
  });
});

describe("deleting", () => {
  it("is for administrators and takes conversations and notes along, a little later", async () => {
    const { contactId, conversationId } = await writeIn(sandbox);
    await grace.post(`/accounts/1/contacts/${contactId}/notes`, { note: { content: "x" } });
    expect((await sandbox.alan.delete(`/accounts/1/contacts/${contactId}`)).status).toBe(401);
    const answer = await grace.delete(`/accounts/1/contacts/${contactId}`);
    expect([answer.status, answer.text]).toEqual([200, ""]);
    expect((await grace.get(`/accounts/1/contacts/${contactId}`)).status).toBe(404);
    expect(sandbox.ctx.world.conversations.size).toBe(1);
    expect((await grace.get(`/accounts/1/conversations/${conversationId}`)).status).toBe(404);
    await until(() => sandbox.ctx.world.conversations.size === 0 && sandbox.ctx.world.notes.size === 0);
  });

  it("is refused while a visitor of the website is online", async () => {
    const { contactId } = await writeIn(sandbox, { contact: { name: "Vi" } }, "Website");
    const answer = await grace.delete(`/accounts/1/contacts/${contactId}`);
    expect([answer.status, answer.body]).toEqual([422, { message: "Vi is Online, please try again later" }]);
    expect(dig((await grace.get(`/accounts/1/contacts/${contactId}`)).body, "payload.availability_status")).toBe(
      "online",
    );
  });
});

describe("notes", () => {
  it("come newest first, without account and contact, and change hands with an edit", async () => {
    const id = await aContact();
    const notes = `/accounts/1/contacts/${id}/notes`;
    const first = await grace.post(notes, { note: { content: "one" } });
    await grace.post(notes, { content: "two" });
    const list = await grace.get(notes);
    expect(list.body).toMatchObject([{ content: "two" }, { content: "one", account_id: null, contact_id: null }]);
    const edited = await sandbox.alan.patch(`${notes}/${dig(first.body, "id")}`, { note: { content: "uno" } });
    expect(edited.body).toMatchObject({ content: "uno", user: { name: "Alan Reyes" } });
    const gone = await sandbox.alan.delete(`${notes}/${dig(first.body, "id")}`);
    expect([gone.status, gone.text]).toEqual([200, ""]);
    expect((await grace.post(notes, { note: { content: " " } })).status).toBe(422);
  });
});

describe("channels", () => {
  it("can be looked up by their id, with an empty 404", async () => {
    const { contactId } = await writeIn(sandbox);
    const lookup = { inbox_id: inboxId(sandbox, "WhatsApp"), source_id: "447700900123" };
    expect((await grace.post("/accounts/1/contact_inboxes/filter", lookup)).body).toMatchObject({ id: contactId });
    const missing = await grace.post("/accounts/1/contact_inboxes/filter", { ...lookup, source_id: "1" });
    expect([missing.status, missing.text]).toEqual([404, ""]);
  });

  it("are offered where an address is known, and only in inboxes that one may see", async () => {
    const id = await aContact({ name: "Ada", email: "ada@example.com", phone_number: "+15550100001" });
    const path = `/accounts/1/contacts/${id}/contactable_inboxes`;
    const offered = (body: unknown) =>
      dig<{ inbox: { name: string } }[]>(body, "payload").map(({ inbox }) => inbox.name);
    expect(offered((await grace.get(path)).body)).toEqual(["WhatsApp", "E-mail", "Portal leads"]);
    expect(offered((await sandbox.alan.get(path)).body)).toEqual(["WhatsApp"]);
  });

  it("can be added, each id to one contact", async () => {
    const [one, two] = [await aContact({ name: "One" }), await aContact({ name: "Two" })];
    const channel = { inbox_id: inboxId(sandbox, "Telegram"), source_id: "1000000001" };
    const added = await grace.post(`/accounts/1/contacts/${one}/contact_inboxes`, channel);
    expect(added.body).toMatchObject({ source_id: "1000000001", inbox: { channel_type: "Channel::Telegram" } });
    expect((await grace.post(`/accounts/1/contacts/${two}/contact_inboxes`, channel)).status).toBe(422);
  });
});

it("lists the newest twenty conversations, in inboxes that one may see", async () => {
  const { contactId } = await writeIn(sandbox);
  for (let count = 0; count < 22; count += 1) {
    await grace.post("/accounts/1/conversations", { contact_id: contactId, inbox_id: inboxId(sandbox, "WhatsApp") });
  }
  const path = `/accounts/1/contacts/${contactId}/conversations`;
  const ids = dig<{ id: number }[]>((await sandbox.alan.get(path)).body, "payload").map(({ id }) => id);
  expect(ids).toHaveLength(20);
  expect(ids[0]).toBe(23);
  expect((await sandbox.barbara.get(path)).body).toEqual({ payload: [] });
});
