import type { TestSandbox } from "./sandbox.ts";
import { type Administrator, customerWrites, inboxesOf } from "./sandbox-people.ts";

/** Repeatable chance. */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** The same in another order. */
export function shuffled<T>(list: readonly T[], below: (limit: number) => number): T[] {
  const rest = [...list];
  return list.flatMap(() => rest.splice(below(rest.length), 1));
}

interface Day {
  sandbox: TestSandbox;
  administrator: Administrator;
  seed: number;
  steps: number;
}

/**
 * Somebody new writes on WhatsApp and on the website, agents answer, edit, tag, assign and resolve.
 * @returns the contact's Chatwoot id
 */
export async function busyDay({ sandbox, administrator, seed, steps }: Day): Promise<number> {
  const below = chance(seed);
  const inbox = await inboxesOf(administrator);
  const from = { name: "Edith Example", phone_number: `+44770090${String(seed).padStart(4, "0")}` };
  const first = await customerWrites(sandbox, { inboxId: inbox("WhatsApp"), contact: from, content: "Hello" });
  const { contactId } = first;
  const website = {
    inboxId: inbox("Website"),
    contact: { id: contactId, source_id: `visitor-${seed}` },
    content: "Hi",
  };
  const second = await customerWrites(sandbox, website);
  const conversations = [first.conversationId, second.conversationId];
  const some = () => conversations[below(conversations.length)];
  const pick = <T>(...choices: T[]) => choices[below(choices.length)] as T;
  const contact = (fields: object) => administrator("PUT", `contacts/${contactId}`, fields);
  const things = [
    () => customerWrites(sandbox, { inboxId: inbox("WhatsApp"), conversationId: some(), content: `m${below(1_000)}` }),
    () => administrator("POST", `conversations/${some()}/messages`, { content: `answer ${below(1_000)}` }),
    () => administrator("POST", `conversations/${some()}/messages`, { content: "A note", private: true }),
    () => contact({ name: pick("Edith", "Edith Example", "E. Example") }),
    () => contact({ email: pick("edith@example.com", "e.example@example.com", null) }),
    () => contact({ identifier: pick(`id-${seed}`, `other-${seed}`) }),
    () =>
      contact({
        custom_attributes: { [pick("budget", "bedrooms", "purpose")]: pick<unknown>("1", "2", 3, true, null) },
      }),
    () =>
      administrator("POST", `contacts/${contactId}/labels`, { labels: pick(["vip"], ["vip", "hot"], ["seller"], []) }),
    () => administrator("POST", `conversations/${some()}/labels`, { labels: pick(["viewing"], ["offer"], []) }),
    () =>
      administrator("POST", `conversations/${some()}/toggle_status`, { status: pick("open", "resolved", "pending") }),
    () => administrator("POST", `conversations/${some()}/assignments`, { assignee_id: pick(1, 2) }),
  ];
  for (let step = 0; step < steps; step++) await things[below(things.length)]?.();
  return contactId;
}
