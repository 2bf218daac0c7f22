import { expect, it } from "@jest/globals";
import { applyChanges, changedAttributes } from "./changes.ts";

const row = () => ({ name: "Ada", updated_at: 1_000, tags: ["a"], last_activity_at: null as number | null });

it("lists what changed in the order of the columns, times as ISO strings", () => {
  const changes = applyChanges(row(), { last_activity_at: 1_767_225_600_123_456, name: "Ida" }, 2_000);
  expect(changedAttributes(changes)).toEqual([
    { name: { previous_value: "Ada", current_value: "Ida" } },
    { updated_at: { previous_value: "1970-01-01T00:00:00.001Z", current_value: "1970-01-01T00:00:00.002Z" } },
    { last_activity_at: { previous_value: null, current_value: "2026-01-01T00:00:00.123Z" } },
  ]);
});

it("is silent, and leaves the version alone, when nothing differs", () => {
  const unchanged = row();
  expect(applyChanges(unchanged, { name: "Ada", tags: ["a"] }, 2_000).size).toBe(0);
  expect(unchanged.updated_at).toBe(1_000);
});

it("never gives a row an older version than it has", () => {
  const future = { ...row(), updated_at: 5_000 };
  applyChanges(future, { name: "Ida" }, 2_000);
  expect(future.updated_at).toBe(5_001);
});
