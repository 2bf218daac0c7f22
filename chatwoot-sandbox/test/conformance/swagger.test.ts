import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { aSandbox, type TestSandbox } from "../support.ts";
import { allExcuses, excusesFor } from "./known-disagreements.ts";
import { idsFor, operations, perform } from "./operations.ts";
import { readDescription } from "./swagger.ts";

let sandbox: TestSandbox;
const unexcused: string[] = [];
const used = new Set<string>();

beforeAll(async () => {
  sandbox = await aSandbox({ seed: "harbour" });
  const disagreements = readDescription();
  for (const operation of operations(await idsFor(sandbox))) {
    const answer = await perform(sandbox, operation);
    const name = `${operation.method} ${operation.path}`;
    const body = answer.text === "" ? undefined : answer.body;
    for (const found of disagreements(operation.method, operation.path, { status: answer.status, body })) {
      const excuses = excusesFor(name, found);
      if (excuses.length === 0) unexcused.push(`${name}: ${found}`);
      for (const excuse of excuses) used.add(excuse);
    }
  }
});
afterAll(() => sandbox.close());

it("answers as Chatwoot's description says, but for the known disagreements", () => {
  expect(unexcused).toEqual([]);
});

it("keeps no known disagreement that is not needed", () => {
  expect(allExcuses().filter((excuse) => !used.has(excuse))).toEqual([]);
});
