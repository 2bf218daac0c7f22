import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type Announced,
  began,
  bodyOf,
  conversationId,
  type Operation,
  operate,
  readBody,
  startOfTruth,
  type Truth,
} from "../../test/model/chatwoot-model.ts";
import { applyChange } from "./apply-change.ts";
import { type Interpretation, interpret } from "./interpret.ts";
import { type Change, type Known, nothingKnown } from "./state.ts";

const operations: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constant("name" as const), value: fc.constantFrom("a", "b", "c") }),
  fc.record({ kind: fc.constant("email" as const), value: fc.constantFrom("x@example.com", "y@example.com", null) }),
  fc.record({ kind: fc.constant("attribute" as const), value: fc.constantFrom("1", "2") }),
  fc.record({ kind: fc.constant("label" as const), value: fc.constantFrom("vip", "hot") }),
  fc.record({
    kind: fc.constant("status" as const),
    value: fc.constantFrom("open" as const, "resolved" as const, "pending" as const),
  }),
  fc.record({ kind: fc.constant("message" as const), incoming: fc.boolean() }),
  fc.record({ kind: fc.constant("edit" as const), value: fc.constantFrom("e", "f") }),
  fc.record({ kind: fc.constant("delete" as const) }),
);

/** Everything in ms: time to the next operation, to the making of the body, on the way (twice: a duplicate). */
const steps = fc.array(
  fc.record({
    operation: operations,
    pause: fc.integer({ min: 1, max: 3_000 }),
    job: fc.integer({ min: 0, max: 4_000 }),
    way: fc.integer({ min: 0, max: 6_000 }),
    again: fc.option(fc.integer({ min: 0, max: 6_000 })),
  }),
  { minLength: 1, maxLength: 14 },
);
const readTimes = fc.array(
  fc.record({ before: fc.integer({ min: 1, max: 2_000 }), way: fc.integer({ min: 0, max: 2_000 }) }),
  {
    minLength: 1,
    maxLength: 5,
  },
);

type Steps = typeof steps extends fc.Arbitrary<infer T> ? T : never;
type ReadTimes = typeof readTimes extends fc.Arbitrary<infer T> ? T : never;

interface Run {
  known: Known;
  truth: Truth;
  reads: number;
  changes: Change[];
}

/** Plays operations, deliveries and reads in the order of their times, as one lane sees them. */
function play(plan: Steps, times: ReadTimes): Run {
  let truth = startOfTruth();
  let known = nothingKnown();
  let reading = false;
  let wantedAgain = false;
  let reads = 0;
  let now = began;
  const changes: Change[] = [];
  const doubted: number[] = [];
  const agenda: { at: number; order: number; run: () => void }[] = [];
  let order = 0;
  const later = (delay: number, run: () => void) => agenda.push({ at: now + delay, order: order++, run });

  function deliver(event: string, body: unknown): Interpretation {
    const result = interpret(known, { event, body: JSON.parse(JSON.stringify(body)), receivedAt: new Date(now) });
    known = result.known;
    changes.push(...result.changes);
    doubted.push(...(result.wish?.messages ?? []).map((message) => message.messageId));
    if (result.wish) want();
    return result;
  }

  function want(): void {
    if (reading) wantedAgain = true;
    else read();
  }

  function read(): void {
    reading = true;
    const { before, way } = times[reads % times.length] ?? { before: 1, way: 1 };
    reads += 1;
    const messageIds = doubted.splice(0);
    later(before, () => {
      const bases = {
        coreBasis: known.contact?.coreVersion ?? null,
        tagsBasis: known.contact?.tagsVersion ?? null,
        conversationBases: Object.fromEntries(Object.values(known.conversations).map((one) => [one.id, one.version])),
        messageBases: Object.fromEntries(messageIds.map((id) => [id, known.messages[id]?.version ?? null])),
      };
      const body = readBody(truth, now, bases, messageIds);
      later(way, () => {
        deliver("contact_read", body);
        reading = false;
        if (wantedAgain) {
          wantedAgain = false;
          read();
        }
      });
    });
  }

  let at = 0;
  for (const step of plan) {
    at += step.pause;
    later(at, () => {
      const result = operate(truth, step.operation, now);
      truth = result.truth;
      for (const announced of result.announced) announce(announced, step);
    });
  }
  function announce(announced: Announced, step: { job: number; way: number; again: number | null }): void {
    later(step.job, () => {
      const body = bodyOf(announced, truth);
      later(step.way, () => deliver(announced.event, body));
      if (step.again !== null) later(step.again, () => deliver(announced.event, body));
    });
  }

  while (agenda.length > 0) {
    agenda.sort((left, right) => left.at - right.at || left.order - right.order);
    const next = agenda.shift();
    if (!next) break;
    now = next.at;
    next.run();
    if (reads > 200) throw new Error("reads never end");
  }
  return { known, truth, reads, changes };
}

describe("interpret", () => {
  it("ends in Chatwoot's own state whatever the order, repetition and delay of deliveries and reads", () => {
    fc.assert(
      fc.property(steps, readTimes, (plan, times) => {
        const { known, truth } = play(plan, times);
        const contact = known.contact;
        // Nothing was ever announced: edits of messages that are not there.
        fc.pre(contact !== null);
        expect(contact).toMatchObject({ name: truth.name, email: truth.email, attributes: truth.attributes });
        expect(contact?.tags).toEqual([...truth.labels].sort());
        const conversation = known.conversations[conversationId];
        if (conversation) expect(conversation.status).toBe(truth.status);
        for (const { id, content, deleted } of truth.messages) {
          if (known.messages[id]) expect(known.messages[id]).toMatchObject({ content, deleted });
        }
        const incoming = truth.messages.filter((message) => message.incoming);
        expect(contact?.stage.name).toBe(incoming.length > 0 ? "contacted" : "new");
      }),
      { numRuns: 2_000 },
    );
  });

  it("enters Contacted when the first message was sent, whenever we learn of it", () => {
    fc.assert(
      fc.property(steps, readTimes, (plan, times) => {
        const { known, truth } = play(plan, times);
        const first = truth.messages.find((message) => message.incoming);
        if (!first) return;
        const sent = Date.parse(known.contact?.stage.since ?? "");
        // A copy inside a conversation knows whole seconds only.
        expect(Math.abs(sent - first.at)).toBeLessThan(1_000);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps changes that add up to the contact", () => {
    fc.assert(
      fc.property(steps, readTimes, (plan, times) => {
        const { known, changes } = play(plan, times);
        fc.pre(known.contact !== null);
        const folded = changes.reduce(applyChange, nothingKnown());
        const { name, email, attributes, tags, stage, source, createdAt } = folded.contact ?? {};
        expect(known.contact).toMatchObject({ name, email, attributes, tags, stage, source, createdAt });
        expect(Object.values(folded.conversations).map(({ id, status }) => ({ id, status }))).toEqual(
          Object.values(known.conversations).map(({ id, status }) => ({ id, status })),
        );
        expect(folded.channels).toEqual(known.channels);
      }),
      { numRuns: 500 },
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(steps, readTimes, (plan, times) => {
        const { known, truth } = play(plan, times);
        for (const step of plan) {
          const { announced } = operate(truth, step.operation, began + 10_000_000);
          // The same fact again, in another delivery: what it says is what is there.
          const stale = announced.map((one) => ({ ...one, changed: {} }));
          for (const one of stale.filter(({ event }) => event === "contact_updated")) {
            const again = interpret(known, {
              event: one.event,
              body: bodyOf(one, truth),
              receivedAt: new Date(began + 20_000_000),
            });
            expect(again.changes).toEqual([]);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
