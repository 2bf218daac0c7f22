import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { type RunningService, startService, type TestTenant } from "../harness/running-service.ts";

let service: RunningService;
let tenant: TestTenant;
beforeAll(async () => {
  service = await startService({ work: false });
  tenant = await service.addTenant();
});
afterAll(() => service.close());

it.each([
  ["the API", () => "/api/v1/session"],
  ["a refusal of the API", () => "/api/v1/contacts/nobody"],
  ["the panel's page", () => `/panel/${tenant.record.key}`],
  ["a page that is missing", () => "/panel/nobody"],
  ["the description", () => "/openapi.json"],
])("%s decides nothing for our neighbours on subdomains", async (_name, path) => {
  const { headers } = await fetch(service.url + path(), { headers: { authorization: `Bearer ${tenant.apiKey}` } });
  expect(headers.get("strict-transport-security") ?? "").not.toMatch(/includeSubDomains|preload/i);
});
