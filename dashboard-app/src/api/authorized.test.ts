import { expect, it } from "@jest/globals";
import { createAuthorized } from "./authorized.ts";
import { ApiError } from "./problem.ts";
import type { Request } from "./send.ts";

function anAgent(refused: string[], code: ApiError["code"] = "session_ended") {
  const sent: (string | undefined)[] = [];
  const send = async ({ headers }: Request): Promise<Response> => {
    sent.push(headers?.authorization);
    if (refused.some((token) => headers?.authorization === `Bearer ${token}`)) throw new ApiError(code);
    return new Response("{}");
  };
  const authorized = createAuthorized(send, { current: async () => "old", renew: async () => "new" });
  return { authorized, sent };
}

it("sends the bearer in the header", async () => {
  const { authorized, sent } = anAgent([]);
  await authorized({ path: "contacts/1" });
  expect(sent).toEqual(["Bearer old"]);
});

it("renews a refused token once and repeats the request", async () => {
  const { authorized, sent } = anAgent(["old"]);
  await authorized({ path: "contacts/1" });
  expect(sent).toEqual(["Bearer old", "Bearer new"]);
});

it("gives up when the renewed token is refused as well", async () => {
  const { authorized, sent } = anAgent(["old", "new"]);
  await expect(authorized({ path: "contacts/1" })).rejects.toMatchObject({ code: "session_ended" });
  expect(sent).toHaveLength(2);
});

it("renews nothing because of other refusals", async () => {
  const { authorized, sent } = anAgent(["old"], "forbidden");
  await expect(authorized({ path: "contacts/1" })).rejects.toMatchObject({ code: "forbidden" });
  expect(sent).toEqual(["Bearer old"]);
});
