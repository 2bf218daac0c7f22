import { expect, it } from "@jest/globals";
import { aMessage } from "../rest/samples.ts";
import { groupByDay } from "./group-by-day.ts";

const at = (time: string) => Date.parse(time) / 1000;

it("puts one heading over the messages of a day", () => {
  const messages = ["2026-03-01T23:59:00Z", "2026-03-02T00:01:00Z", "2026-03-02T09:00:00Z"].map((time, id) =>
    aMessage({ id, created_at: at(time) }),
  );
  const days = groupByDay(messages, at("2026-03-02T10:00:00Z"), "UTC");
  expect(days.map(({ day, messages: those }) => [day, those.map((one) => one.id)])).toEqual([
    ["Yesterday", [0]],
    ["Today", [1, 2]],
  ]);
});
