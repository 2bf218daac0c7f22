import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { runSql } from "@proppilot/webhook-service/testing/database";
import { until } from "@proppilot/webhook-service/testing/until";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../harness/launch-browser.ts";
import { newResources } from "../harness/resources.ts";
import { type Desk, sitDown } from "../harness/sit-down.ts";
import { type Product, startProduct } from "../harness/start-product.ts";

const resources = newResources();
let product: Product;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  browser = await launchBrowser();
  product = await startProduct(resources);
  desk = await sitDown(browser, product);
  await desk.goTo(18);
  await desk.openPanel();
  await desk.signIn();
});

afterAll(async () => {
  await browser.close();
  await resources.release();
});

interface Person {
  contactId: number;
  conversationId: number;
}

const inboxes = { whatsapp: 1, telegram: 2, email: 5 };
let people = 0;

const write = async (message: object): Promise<Person> =>
  (await product.sandbox.call("POST", "/sandbox/incoming", { accountId: 1, ...message })) as Person;

/** Somebody who never wrote before; every test has one of its own. */
function newPerson(name: string, content: string): Promise<Person> {
  const phone = `+4477009002${String(people++).padStart(2, "0")}`;
  return write({ inboxId: inboxes.whatsapp, contact: { name, phone_number: phone }, content });
}

async function openPanelOf({ conversationId }: Person, name: string): Promise<void> {
  await desk.goTo(conversationId);
  await desk.openPanel();
  await shows(name);
}

const shows = (name: string) => desk.panel.getByRole("heading", { level: 1, name }).waitFor();
const showsText = (text: string | RegExp) => desk.panel.getByText(text).first().waitFor();
const chooseTab = (name: string) => desk.panel.getByRole("tab", { name }).click();
const isCurrent = () => desk.panel.getByText("Up to date").waitFor();
const stage = () => desk.panel.locator("[aria-current=step]").textContent();

async function asAdministrator(method: string, path: string, body?: unknown): Promise<unknown> {
  const token = await product.sandbox.token("administrator");
  return product.sandbox.call(method, `/api/v1/accounts/1/${path}`, body, token);
}

/** As if the contacts had been read from Chatwoot so long ago that opening one reads it again. Wait for the read first. */
const ageReads = () =>
  runSql(product.databaseUrl, "update proppilot.contacts set checked_at = checked_at - interval '1 hour'");

async function took(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return Math.round(performance.now() - started);
}

it("shows a message of the customer within a second, without a reload", async () => {
  const person = await newPerson("Nora Blake", "Hello");
  await openPanelOf(person, "Nora Blake");
  await chooseTab("Conversations");
  await isCurrent();
  const times: number[] = [];
  for (const text of ["Is the loft still free?", "It has a balcony, right?", "And a lift?", "Then I want to see it."]) {
    await desk.page.getByRole("textbox", { name: /Message from/ }).fill(text);
    times.push(
      await took(async () => {
        await desk.page.keyboard.press("Enter");
        await showsText(text);
      }),
    );
  }
  console.log(`written as the customer → shown in the panel: ${times.join(", ")} ms`);
  expect(Math.max(...times)).toBeLessThanOrEqual(1_000);
});

it("moves the stage from New to Contacted with the first message of somebody whom an agent wrote to", async () => {
  const facts = { name: "Owen Marsh", phone_number: "+447700900300", inbox_id: inboxes.whatsapp };
  const { payload } = (await asAdministrator("POST", "contacts", facts)) as { payload: { contact: { id: number } } };
  const contactId = payload.contact.id;
  const opening = { contact_id: contactId, inbox_id: inboxes.whatsapp, message: { content: "May I call you, Owen?" } };
  const { id: conversationId } = (await asAdministrator("POST", "conversations", opening)) as { id: number };
  await openPanelOf({ contactId, conversationId }, "Owen Marsh");
  await isCurrent();
  expect(await stage()).toContain("New");
  await write({ conversationId, inboxId: inboxes.whatsapp, content: "Yes, after six" });
  await until("the stage is Contacted", async () => (await stage())?.includes("Contacted"), 2_000);
});

it("lists a conversation that begins on another channel", async () => {
  const person = await newPerson("Iris Vale", "First by phone");
  await openPanelOf(person, "Iris Vale");
  await chooseTab("Conversations");
  await showsText("First by phone");
  await isCurrent();
  await write({
    inboxId: inboxes.telegram,
    contact: { id: person.contactId, source_id: "77001" },
    content: "Now here",
  });
  await showsText("Now here");
  expect(await desk.panel.locator(".conversation").count()).toBe(2);
});

it("says since when its data is old while the network is gone, and catches up with what happened meanwhile", async () => {
  const person = await newPerson("Hugo Lamb", "Before the tunnel");
  await openPanelOf(person, "Hugo Lamb");
  await chooseTab("Conversations");
  await isCurrent();
  await desk.page.context().setOffline(true);
  await showsText(/Showing data of \d\d:\d\d, reconnecting/);
  await write({ ...person, inboxId: inboxes.whatsapp, content: "In the tunnel" });
  await asAdministrator("PUT", `contacts/${person.contactId}`, { name: "Hugo Lambert" });
  await desk.page.context().setOffline(false);
  await isCurrent();
  await showsText("In the tunnel");
  await shows("Hugo Lambert");
});

it("recovers by itself when the service was killed and comes back", async () => {
  const person = await newPerson("Ella Frost", "Before the crash");
  await openPanelOf(person, "Ella Frost");
  await chooseTab("Conversations");
  await isCurrent();
  const startAgain = await product.cutServe();
  await showsText(/Showing data of/);
  await startAgain();
  await isCurrent();
  await write({ ...person, inboxId: inboxes.whatsapp, content: "After the crash" });
  await showsText("After the crash");
});

it("shows a contact from before our time within two seconds of opening", async () => {
  await desk.goTo(12);
  const time = await took(async () => {
    await desk.openPanel();
    await shows("Chidi Okonkwo");
  });
  console.log(`a contact that was unknown → shown: ${time} ms`);
  expect(time).toBeLessThanOrEqual(2_000);
  await chooseTab("Conversations");
  await showsText("Please do. We'd want four bedr");
});

it("says that Chatwoot does not answer, and goes on by itself once it does", async () => {
  await desk.goTo(11);
  await product.sandbox.call("PUT", "/sandbox/faults", { api: { failWith: 500 } });
  await desk.openPanel();
  await showsText("Chatwoot does not answer");
  await product.sandbox.call("DELETE", "/sandbox/faults");
  await shows("Sofia Lindqvist");
});

it("says that a contact is not there who was deleted before anybody opened the panel", async () => {
  await desk.goTo(14);
  await asAdministrator("DELETE", "contacts/12");
  await desk.openPanel();
  await shows("Contact not found");
});

it("keeps what it knows of a contact who was deleted, and says so", async () => {
  const person = await newPerson("Max Gone", "Goodbye");
  await openPanelOf(person, "Max Gone");
  await isCurrent();
  await asAdministrator("DELETE", `contacts/${person.contactId}`);
  await ageReads();
  // Chatwoot has dropped the conversation, too, so that only a tab that is still open can come back to it.
  await desk.panel.locator("body").evaluate(() => location.reload());
  await showsText(/Chatwoot no longer has this contact/);
  await shows("Max Gone");
});

it("follows a contact who was merged into another", async () => {
  const base = await newPerson("June Base", "From the phone");
  const merged = await newPerson("June Double", "From the office");
  await openPanelOf(merged, "June Double");
  await isCurrent();
  await asAdministrator("POST", "actions/contact_merge", {
    base_contact_id: base.contactId,
    mergee_contact_id: merged.contactId,
  });
  await ageReads();
  await openPanelOf(merged, "June Base");
  await chooseTab("Conversations");
  await showsText("From the phone");
  await showsText("From the office");
});

it("counts conversations in inboxes that the agent has no right to, and shows nothing of them", async () => {
  const alan = await sitDown(browser, product, "alan");
  await alan.goTo(18);
  await alan.openPanel();
  await alan.signIn();
  await alan.panel.getByRole("tab", { name: "Conversations" }).click();
  await alan.panel.getByText("1 more conversation is in an inbox that you have no access to.").waitFor();
  await alan.panel.getByText("Up to date").waitFor();
  const secret = "For Barbara's eyes only";
  await write({ conversationId: 3, inboxId: inboxes.email, content: secret });
  await write({ conversationId: 18, inboxId: inboxes.whatsapp, content: "For Alan, too" });
  await alan.panel.getByText("For Alan, too").waitFor();
  expect(await alan.panel.locator(".conversation").count()).toBe(1);
  expect(await alan.panel.locator("body").innerHTML()).not.toContain("Barbara");
  await alan.leave();

  await desk.goTo(18);
  await desk.openPanel();
  await chooseTab("Conversations");
  await showsText(secret);
});
