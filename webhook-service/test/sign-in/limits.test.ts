import { afterEach, expect, it } from "@jest/globals";
import type { Problem } from "@proppilot/shared-types";
import { aMember, aProof, aTenant, getCode, type SignInService, startSignInService } from "./sign-in-service.ts";

let service: SignInService;
afterEach(() => service.close());

it("slows down an address that tries tokens", async () => {
  service = await startSignInService({ attempts: { perAddress: 3, perTenant: 1000 } });
  const tenant = await aTenant(service, 1);
  for (let attempt = 0; attempt < 3; attempt++) await getCode(service, tenant, "wrong", aProof().challenge);
  const asked = service.chatwoot.calls.length;
  const answer = await getCode(service, tenant, aMember(service, tenant).token, aProof().challenge);
  const { code, detail } = answer.body as unknown as Problem;
  expect([answer.status, code]).toEqual([429, "too_many_requests"]);
  expect(detail).toContain("wait a minute");
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(service.chatwoot.calls).toHaveLength(asked);
});

it("slows down one tenant's attempts without a word to the others", async () => {
  service = await startSignInService({ attempts: { perAddress: 1000, perTenant: 2 } });
  const [busy, calm] = [await aTenant(service, 1), await aTenant(service, 2)];
  const attempt = async (tenant: typeof busy) => (await getCode(service, tenant, "wrong", aProof().challenge)).status;
  expect([await attempt(busy), await attempt(busy), await attempt(busy)]).toEqual([401, 401, 429]);
  expect(await attempt(calm)).toBe(401);
});
