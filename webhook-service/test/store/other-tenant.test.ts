import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Problem } from "@proppilot/shared-types";
import { v7 as uuidv7 } from "uuid";
import { aMessage } from "../harness/bodies.ts";
import { type RunningService, startService, type TestTenant } from "../harness/running-service.ts";

jest.setTimeout(30_000);

let service: RunningService;
let ours: TestTenant;
let theirs: TestTenant;
let theirContact: string;

const ofAccount = (id: number, body: ReturnType<typeof aMessage>) =>
  JSON.parse(
    JSON.stringify(body)
      .replaceAll('"account":{"id":1', `"account":{"id":${id}`)
      .replaceAll('"account_id":1', `"account_id":${id}`),
  );

beforeAll(async () => {
  service = await startService();
  [ours, theirs] = [await service.addTenant({ accountId: 1 }), await service.addTenant({ accountId: 2 })];
  // The same ids in both: two accounts may well live in two Chatwoots.
  await theirs.deliver(ofAccount(2, aMessage({ name: "Their Customer", content: "Their secret" })));
  await theirs.settled();
  const [contact] = await theirs.rows<{ id: string }>("contacts");
  theirContact = contact?.id ?? "";
});
afterAll(() => service.close());

async function answer(tenant: TestTenant, path: string) {
  const response = await tenant.get(path);
  return { status: response.status, body: (await response.json()) as Partial<Problem> };
}

const paths = (id: string) => [`/contacts/${id}`, `/contacts/${id}/conversations`];

it("answers the tenant itself", async () => {
  for (const path of paths(theirContact)) expect([path, (await answer(theirs, path)).status]).toEqual([path, 200]);
});

describe("with another tenant's key", () => {
  it("a contact and its conversations are as little there as those that nobody has", async () => {
    const nobody = uuidv7();
    for (const [index, path] of paths(theirContact).entries()) {
      const [refused, missing] = [await answer(ours, path), await answer(ours, paths(nobody)[index] ?? "")];
      expect(refused).toMatchObject({ status: 404, body: { code: "not_found" } });
      const { requestId: _ours, ...told } = refused.body;
      const { requestId: _missing, ...expected } = missing.body;
      expect(told).toEqual(expected);
    }
  });

  it("a live stream of the contact is refused", async () => {
    const refused = await ours.get(`/live?contact=${theirContact}`);
    expect(refused.status).toBe(404);
    await refused.body?.cancel();
  });

  it("the same Chatwoot id is another contact", async () => {
    await ours.deliver(aMessage({ name: "Our Customer" }));
    await ours.settled();
    const [ourAnswer, theirAnswer] = [
      await answer(ours, "/contacts/by-chatwoot/42"),
      await answer(theirs, "/contacts/by-chatwoot/42"),
    ];
    expect(ourAnswer).toMatchObject({ status: 200, body: { name: "Our Customer" } });
    expect(theirAnswer).toMatchObject({ status: 200, body: { name: "Their Customer", id: theirContact } });
  });
});
