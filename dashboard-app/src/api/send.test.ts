import { describe, expect, it } from "@jest/globals";
import type { Problem } from "@proppilot/shared-types";
import { createSend } from "./send.ts";

function aSend(answer: () => Response) {
  const calls: [string, RequestInit][] = [];
  const send = createSend(async (address, init = {}) => {
    calls.push([String(address), init]);
    return answer();
  });
  return { send, calls };
}

const problem: Problem = {
  type: "about:blank",
  title: "Forbidden",
  status: 403,
  code: "forbidden",
  detail: "Ask an administrator.",
  requestId: "r1",
};

describe("sending a request", () => {
  it("goes to the API, with our cookies and past every cache", async () => {
    const { send, calls } = aSend(() => new Response("{}"));
    await send({ method: "POST", path: "session", body: { code: "abc" } });
    expect(calls).toEqual([
      [
        "/api/v1/session",
        expect.objectContaining({ credentials: "include", cache: "no-store", body: '{"code":"abc"}' }),
      ],
    ]);
  });

  it("throws a refusal by its code, with the service's words", async () => {
    const { send } = aSend(() => new Response(JSON.stringify(problem), { status: 403 }));
    await expect(send({ path: "contacts/1" })).rejects.toMatchObject({
      code: "forbidden",
      detail: "Ask an administrator.",
    });
  });

  it("lets 'not modified' through", async () => {
    const { send } = aSend(() => new Response(null, { status: 304 }));
    expect((await send({ path: "contacts/1" })).status).toBe(304);
  });

  it.each([
    ["a proxy's error page", () => new Response("<h1>Bad gateway</h1>", { status: 502 })],
    ["a JSON error that is not ours", () => new Response("{}", { status: 500 })],
    [
      "no connection",
      () => {
        throw new TypeError("Failed to fetch");
      },
    ],
  ])("takes %s for no answer", async (_, answer) => {
    const { send } = aSend(answer);
    await expect(send({ path: "contacts/1" })).rejects.toMatchObject({ code: "unreachable", passing: true });
  });
});
