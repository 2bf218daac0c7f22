import { expect, it } from "@jest/globals";
import { fakeMemory } from "../../test/support/fake-memory.ts";
import { handOverCode } from "./hand-over-code.ts";

function aPlace({ opener = null as { closed: boolean } | null, inMobileApp = false } = {}) {
  const posted: unknown[] = [];
  const visited: string[] = [];
  const memory = fakeMemory();
  const place = {
    opener: opener && { ...opener, postMessage: (...given: unknown[]) => void posted.push(given) },
    inMobileApp,
    ownOrigin: "https://panel.example",
    memory,
    goTo: (address: string) => void visited.push(address),
  };
  return { place, posted, visited, memory };
}

it("posts the code to the opener, at our own origin only", () => {
  const { place, posted } = aPlace({ opener: { closed: false } });
  expect(handOverCode("abc", "t1", place)).toBe("done");
  expect(posted).toEqual([[{ type: "proppilot:sign-in-code", code: "abc" }, "https://panel.example"]]);
});

it("leaves the code to the agent where there is no opener", () => {
  expect(handOverCode("abc", "t1", aPlace().place)).toBe("by_hand");
});

it("notices that the panel was destroyed meanwhile", () => {
  const { place, posted } = aPlace({ opener: { closed: true } });
  expect(handOverCode("abc", "t1", place)).toBe("lost");
  expect(posted).toEqual([]);
});

it("goes back to the panel in the mobile app, the code waiting in the frame's memory", () => {
  const { place, visited, memory } = aPlace({ inMobileApp: true });
  expect(handOverCode("abc", "t1", place)).toBe("done");
  expect(visited).toEqual(["/panel/t1"]);
  expect([...memory.held.values()]).toEqual(["abc"]);
});
