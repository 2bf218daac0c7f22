import { describe, expect, it } from "@jest/globals";
import { conversationPath, dashboardPath, parseRoute } from "./route.ts";

describe("routes", () => {
  it("reads back the address of a conversation", () => {
    expect(parseRoute(conversationPath(2, 17))).toEqual({ accountId: 2, conversationId: 17 });
  });

  it("reads back the address of an account without a conversation", () => {
    expect(parseRoute(dashboardPath(2))).toEqual({ accountId: 2, conversationId: null });
  });

  it.each(["/", "/app", "/app/accounts/x/dashboard", "/app/accounts/1/contacts/3", "/app/accounts/1/conversations/x"])(
    "takes %s for no account at all",
    (path) => {
      expect(parseRoute(path)).toEqual({ accountId: null, conversationId: null });
    },
  );
});
