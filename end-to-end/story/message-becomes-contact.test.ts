import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startTestDatabase } from "@proppilot/webhook-service/testing/database";
import { queueBackends, startTestQueue } from "@proppilot/webhook-service/testing/queue";
import { until } from "@proppilot/webhook-service/testing/until";
import { newResources } from "../harness/resources.ts";
import { startSandbox } from "../harness/start-sandbox.ts";
import {
  type Connected,
  connect,
  type Installation,
  newInstallation,
  startServe,
  startWork,
} from "../harness/start-service.ts";

describe.each(queueBackends)("with the queue in %s", (backend) => {
  const resources = newResources();
  let installation: Installation;
  let connected: Connected;
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;

  beforeAll(async () => {
    sandbox = resources.use(await startSandbox());
    const database = resources.use(await startTestDatabase());
    const queue = resources.use(await startTestQueue(backend));
    installation = await newInstallation(database.url, queue.url);
    resources.use(await startServe(installation));
    connected = await connect(installation, sandbox);
    resources.use(await startWork(installation));
  });

  afterAll(() => resources.release());

  it("shows through the API who wrote", async () => {
    const person = { name: "Ada Quinn", phone_number: "+4915150000001" };
    const message = { accountId: 1, inboxId: 1, contact: person, content: "Is the flat still free?" };
    const { contactId } = (await sandbox.call("POST", "/sandbox/incoming", message)) as { contactId: number };
    const contact = await until("Ada is a contact", async () => {
      const answer = await fetch(`${installation.url}/api/v1/contacts/by-chatwoot/${contactId}`, {
        headers: { authorization: `Bearer ${connected.apiKey}` },
      });
      if (answer.status >= 400) throw new Error(`${answer.status} ${await answer.text()}`);
      return answer.status === 200 && answer.json();
    });
    expect(contact).toMatchObject({ name: "Ada Quinn", chatwootId: contactId });
  });
});
