import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Tenant } from "../../src/tenants/find-tenant.ts";
import { aProof, aTenant, type SignInService, startSignInService } from "./sign-in-service.ts";

const built = `<!doctype html><head><!--boot--><script type="module" nonce="__NONCE__" src="/assets/a-1.js"></script></head>`;
let pages: string;
let service: SignInService;
let tenant: Tenant;
beforeAll(async () => {
  pages = await mkdtemp(join(tmpdir(), "pages-"));
  await mkdir(join(pages, "assets"));
  await writeFile(join(pages, "panel.html"), built);
  await writeFile(join(pages, "sign-in.html"), built);
  await writeFile(join(pages, "assets", "a-1.js"), "export {};");
  service = await startSignInService({ pages });
  tenant = await aTenant(service, 1);
});
afterAll(async () => {
  await service.close();
  await rm(pages, { recursive: true });
});

const get = (path: string) => service.call<string>("GET", path);
const policyOf = (headers: Headers) =>
  Object.fromEntries(
    (headers.get("content-security-policy") ?? "").split(";").map((part) => {
      const [name = "", ...values] = part.trim().split(" ");
      return [name, values.join(" ")];
    }),
  );
const bootOf = (html: string) =>
  JSON.parse(/<script type="application\/json" id="proppilot">(.*?)<\/script>/s.exec(html)?.[1] ?? "null");

describe("the panel", () => {
  it("may be framed by this tenant's Chatwoot only, and run its own script only", async () => {
    const { status, body, headers } = await get(`/panel/${tenant.key}`);
    expect(status).toBe(200);
    const nonce = /nonce="([\w-]{22})"/.exec(body)?.[1];
    expect(policyOf(headers)).toEqual({
      "default-src": "'none'",
      "script-src": `'nonce-${nonce}' 'strict-dynamic'`,
      "style-src": `'self' 'nonce-${nonce}'`,
      "img-src": "'self' https: http: data:",
      "connect-src": "'self'",
      "font-src": "'self'",
      "form-action": "'none'",
      "base-uri": "'none'",
      "frame-ancestors": service.chatwoot.origin,
    });
    expect(headers.get("x-frame-options")).toBeNull();
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("has another nonce each time", async () => {
    const [one, other] = [await get(`/panel/${tenant.key}`), await get(`/panel/${tenant.key}`)];
    expect(policyOf(one.headers)["script-src"]).not.toBe(policyOf(other.headers)["script-src"]);
  });

  it("is told where it is, and nothing else", async () => {
    const { body } = await get(`/panel/${tenant.key}`);
    expect(bootOf(body)).toEqual({ tenantKey: tenant.key, chatwootOrigin: service.chatwoot.origin, accountId: 1 });
  });

  it("can't be broken out of by what a tenant is called", async () => {
    const hostile = { ...tenant, key: "</script><script>$&alert(1)</script>" };
    await service.ctx.db("tenants").where({ id: tenant.id }).update({ key: hostile.key });
    const { body } = await get(`/panel/${encodeURIComponent(hostile.key)}`);
    await service.ctx.db("tenants").where({ id: tenant.id }).update({ key: tenant.key });
    expect(body).not.toContain("<script>");
    expect(bootOf(body).tenantKey).toBe(hostile.key);
  });

  it("is plainly not there under an unknown key", async () => {
    const { status, body, headers } = await get("/panel/unknown");
    expect(status).toBe(404);
    expect(headers.get("content-type")).toContain("text/html");
    expect(body).toContain("Open PropPilot from Chatwoot");
    expect(body).not.toContain(service.chatwoot.origin);
    expect(policyOf(headers)["default-src"]).toBe("'none'");
  });
});

describe("the sign-in page", () => {
  it("keeps its opener and is framed by nobody", async () => {
    const { challenge } = aProof();
    const { status, body, headers } = await get(`/sign-in?tenant=${tenant.key}&challenge=${challenge}`);
    expect(status).toBe(200);
    expect(policyOf(headers)["frame-ancestors"]).toBe("'none'");
    expect(headers.get("cross-origin-opener-policy")).toBe("unsafe-none");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(bootOf(body)).toMatchObject({ tenantKey: tenant.key, challenge });
  });

  it.each([
    ["without a challenge", () => `/sign-in?tenant=${tenant.key}`],
    ["with half a challenge", () => `/sign-in?tenant=${tenant.key}&challenge=abc`],
    ["for nobody", () => `/sign-in?challenge=${aProof().challenge}`],
    ["for an unknown tenant", () => `/sign-in?tenant=unknown&challenge=${aProof().challenge}`],
  ])("is not there %s", async (_name, path) => {
    expect((await get(path())).status).toBe(404);
  });
});

it("lets browsers keep the hashed scripts for good", async () => {
  const { status, headers } = await get("/assets/a-1.js");
  expect(status).toBe(200);
  expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect((await get("/assets/missing.js")).status).toBe(404);
});
