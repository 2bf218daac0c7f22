import { expect, it } from "@jest/globals";
import { unreadBadge } from "./unread-badge.ts";

it("shows no badge when everything is read", () => {
  expect(unreadBadge(0)).toBeNull();
});

it("counts to nine", () => {
  expect([unreadBadge(1), unreadBadge(9), unreadBadge(10)]).toEqual(["1", "9", "9+"]);
});
