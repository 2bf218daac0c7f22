import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "@jest/globals";
import nock from "nock";
import { pino } from "pino";
import * as z from "zod";
import type { ChatwootError } from "./failures.ts";
import { type RequestOptions, request } from "./request.ts";

const token = "a-token-that-must-never-show";
const strict = { allowPrivateNetwork: false, trustedOrigins: [] };
const anything = z.unknown();
const call = { path: "/api/v1/profile" };

// Importing nock switches it on; all but one test here want the real network stack.
nock.restore();

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A real HTTP server; returns options that trust it. */
async function served(handle: RequestListener): Promise<RequestOptions> {
  const server = createServer(handle).listen(0, "127.0.0.1");
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { config: { allowPrivateNetwork: false, trustedOrigins: [url] }, url, token };
}

async function failure(promise: Promise<unknown>): Promise<ChatwootError> {
  return promise.then(
    () => {
      throw new Error("The call worked.");
    },
    (error) => error,
  );
}

const json = (status: number, body: unknown): RequestListener => {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
};

describe("request", () => {
  it("yields what the schema names, and drops the rest", async () => {
    const options = await served(json(200, { id: 1, pubsub_token: "secret" }));
    const { value, readAt } = await request(z.object({ id: z.int() }), call, options);
    expect(value).toEqual({ id: 1 });
    expect(readAt.low).toBeLessThan(readAt.high);
  });

  it("sends the token in the header that survives proxies, and the query without empty parts", async () => {
    let seen: { token: unknown; url: unknown } | undefined;
    const options = await served((incoming, response) => {
      seen = { token: incoming.headers["api-access-token"], url: incoming.url };
      response.end("{}");
    });
    await request(anything, { path: "/messages", query: { before: 7, after: undefined } }, options);
    expect(seen).toEqual({ token, url: "/messages?before=7" });
  });

  it.each<[string, RequestListener, string]>([
    ["a 500", json(500, { error: "no" }), "Chatwoot has an error of its own (500)."],
    [
      "a plain-text 429",
      (_, response) => response.writeHead(429).end("Retry later"),
      "Chatwoot asks for fewer calls at the moment.",
    ],
    [
      "HTML",
      (_, response) => response.end("<!doctype html><p>Maintenance"),
      "The address answers, but not with Chatwoot's JSON.",
    ],
    [
      "a 404 that is a proxy's page, not Chatwoot's",
      (_, response) => response.writeHead(404).end("<h1>Not found"),
      "The address answers, but not with Chatwoot's JSON.",
    ],
    ["a dropped connection", (incoming) => incoming.socket.destroy(), "Chatwoot cannot be reached (ECONNRESET)."],
    [
      "an answer that breaks off",
      (_, response) => {
        response.writeHead(200, { "content-length": "100" }).write("{");
        setTimeout(() => response.destroy(), 10);
      },
      "Chatwoot's answer broke off or was too large.",
    ],
    [
      "a huge answer",
      (_, response) => response.end(Buffer.alloc(11 * 1024 * 1024, " ")),
      "Chatwoot's answer broke off or was too large.",
    ],
    [
      "a small answer that unpacks to a huge one",
      (_, response) =>
        response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(64 * 1024 * 1024))),
      "Chatwoot's answer broke off or was too large.",
    ],
  ])("counts %s as unreachable: it may pass", async (_name, handle, sentence) => {
    expect(await failure(request(anything, call, await served(handle)))).toMatchObject({
      code: "chatwoot_unreachable",
      message: sentence,
      answer: null,
    });
  });

  it("ends a call in time, though its bytes keep dripping", async () => {
    const options = await served((_, response) => {
      const drip = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(drip));
    });
    expect(await failure(request(anything, call, { ...options, timeoutMs: 200 }))).toMatchObject({
      code: "chatwoot_unreachable",
      message: "Chatwoot did not answer within 0.2 s.",
    });
  });

  it("follows no redirect, and says where it leads", async () => {
    let calls = 0;
    const options = await served((_, response) => {
      calls += 1;
      response.writeHead(301, { location: "https://elsewhere.example.com/api?x=1" }).end();
    });
    expect(await failure(request(anything, call, options))).toMatchObject({
      code: "chatwoot_refused",
      message: "Chatwoot's address redirects: use https://elsewhere.example.com instead.",
    });
    expect(calls).toBe(1);
  });

  it("keeps Chatwoot's own words for decisions", async () => {
    const error = await failure(request(anything, call, await served(json(401, { error: "Invalid Access Token" }))));
    expect(error).toMatchObject({ code: "chatwoot_refused", message: "Chatwoot refused the call (401)." });
    expect(error.answer).toEqual({ status: 401, text: "Invalid Access Token" });
  });

  it("refuses an answer of another form, and names the place, not the content", async () => {
    const options = await served(json(200, { id: "private words" }));
    const error = await failure(request(z.object({ id: z.int() }), call, options));
    expect(error.code).toBe("chatwoot_refused");
    expect(inspect(error, { depth: 9 })).toContain("unexpected form at id");
    expect(inspect(error, { depth: 9 })).not.toContain("private words");
  });

  it.each<[string, RequestListener]>([
    ["a refusal", json(422, { message: "Ada is Online" })],
    ["a broken connection", (incoming) => incoming.socket.destroy()],
  ])("logs neither the token nor Chatwoot's words after %s", async (_name, handle) => {
    const lines: string[] = [];
    const error = await failure(request(anything, call, await served(handle)));
    pino({}, { write: (line: string) => lines.push(line) }).error({ err: error });
    const told = lines.join() + inspect(error, { depth: 9, showHidden: true });
    expect(told).toContain("/api/v1/profile");
    expect(told).not.toContain(token);
    expect(told).not.toContain("Ada");
  });

  it("works with a public https address", async () => {
    nock.activate();
    closers.push(nock.restore, nock.cleanAll);
    nock("https://chat.example.com").get(call.path).reply(200, { id: 1 });
    const options = { config: strict, url: "https://chat.example.com", token };
    await expect(request(anything, call, options)).resolves.toMatchObject({ value: { id: 1 } });
  });

  it("refuses plain http before anything is sent", async () => {
    expect(await failure(request(anything, call, { config: strict, url: "http://chat.example.com" }))).toMatchObject({
      code: "chatwoot_refused",
      message: expect.stringContaining("https://"),
    });
  });

  describe("private addresses", () => {
    const sentence = expect.stringContaining("private or reserved network");

    it("refuses a literal one", async () => {
      const error = await failure(request(anything, call, { config: strict, url: "https://169.254.169.254" }));
      expect(error).toMatchObject({ code: "chatwoot_refused", message: sentence });
    });

    it("refuses a name that leads to one", async () => {
      const error = await failure(request(anything, call, { config: strict, url: "https://localhost:1" }));
      expect(error).toMatchObject({ code: "chatwoot_refused", message: sentence });
    });

    it("is not fooled by a name that changes its answer", async () => {
      let connected = 0;
      const { url } = await served((_, response) => {
        connected += 1;
        response.end("{}");
      });
      const answers = ["93.184.216.34", "127.0.0.1"];
      const rebinding: LookupFunction = (_hostname, _options, callback) =>
        callback(null, [{ address: answers.length > 1 ? (answers.shift() ?? "") : "127.0.0.1", family: 4 }]);
      const options = {
        config: strict,
        url: `https://rebind.example.com:${new URL(url).port}`,
        resolve: rebinding,
        timeoutMs: 300,
      };
      // The first look-up answers with a public address, and that one is what the call goes to (nobody is there).
      expect((await failure(request(anything, call, options))).code).toBe("chatwoot_unreachable");
      expect(await failure(request(anything, call, options))).toMatchObject({
        code: "chatwoot_refused",
        message: sentence,
      });
      expect(connected).toBe(0);
    });

    it("allows them where the operator does", async () => {
      const { url } = await served(json(200, {}));
      const config = { allowPrivateNetwork: true, trustedOrigins: [] };
      await expect(request(anything, call, { config, url })).resolves.toMatchObject({ value: {} });
    });

    it("takes no detour through a proxy from the environment", async () => {
      const options = await served(json(200, {}));
      process.env.http_proxy = "http://127.0.0.1:1";
      closers.push(() => delete process.env.http_proxy);
      await expect(request(anything, call, options)).resolves.toMatchObject({ value: {} });
    });
  });
});
